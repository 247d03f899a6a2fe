using System.Buffers;

namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>A call that waits for its answer.</summary>
internal abstract class HubPending
{
    internal abstract void Complete(ReadOnlySequence<byte> result);

    internal abstract void Fail(Exception exception);
}
