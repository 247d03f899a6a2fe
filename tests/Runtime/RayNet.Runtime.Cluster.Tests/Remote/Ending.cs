namespace RayNet.Runtime.Cluster.Tests;

/// <summary>Tells the gate of its end.</summary>
[Actor]
internal sealed class Ending(string gate) : IDisposable
{
    public int Ping() => 1;

    public void Exit(RayContext context) => context.ExitActor();

    public void Dispose() => Gate.Arrive(gate);
}
