using RayNet.Runtime.ObjectStore.Transfer;

namespace RayNet.Runtime.Cluster.Transfer;

/// <summary>An object on its way to this node. Other nodes may read what has arrived of it.</summary>
internal sealed class Transfer
{
    private readonly TaskCompletionSource<IncomingObject?> _incoming = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The object, as soon as it has its memory; <see langword="null"/> when it does not come this way.</summary>
    internal Task<IncomingObject?> Incoming => _incoming.Task;

    /// <summary>How many wait for it on this node. Guarded by its puller.</summary>
    internal int Waiters { get; set; }

    internal Task<bool> Pull { get; set; } = null!;

    internal void Begin(IncomingObject? incoming) => _incoming.TrySetResult(incoming);
}
