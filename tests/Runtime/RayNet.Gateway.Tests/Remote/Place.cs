using System.Runtime.CompilerServices;

namespace RayNet.Gateways.Tests.Remote;

/// <summary>Says where it runs.</summary>
[Actor]
[Expose(CreateIfMissing = true)]
public sealed class Place(RayContext context)
{
    private int _calls;

    public string Node() => context.NodeId.ToString();

    public int Process() => Environment.ProcessId;

    public int Count() => ++_calls;

    public byte[] Block(int size) => [.. Enumerable.Repeat((byte)1, size)];

    public void Crash() => Environment.FailFast("The test wants it.");

    /// <summary>Ends only by its token.</summary>
    public async IAsyncEnumerable<int> Endless([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int i = 0; ; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return i;
        }
    }
}
