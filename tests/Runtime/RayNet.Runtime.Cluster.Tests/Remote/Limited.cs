namespace RayNet.Runtime.Cluster.Tests;

/// <summary>Takes two calls at a time and no more.</summary>
[Actor(MaxPendingCalls = 2)]
internal sealed class Limited
{
    public int Block(string gate)
    {
        Gate.Pass(gate);
        return 1;
    }

    public byte[] Make(int size) => new byte[size];
}
