using RayNet.CompilerServices;

namespace RayNet.Runtime.Actors.Snapshots;

/// <summary>Stands among the calls of an actor when its state is to be saved by time: what is saved is what the calls before it left.</summary>
internal sealed class SnapshotMarker : VoidCall
{
    protected override void Invoke(ExecutionFrame frame)
    {
        // Its end does it.
    }
}
