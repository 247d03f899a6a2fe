namespace RayNet.CompilerServices;

/// <summary>
/// What happens when a cell completes. <see cref="OnCompleted"/> runs on the completing thread and so must be short and
/// must not run user code; user code is queued.
/// </summary>
internal abstract class CellContinuation
{
    internal CellContinuation? NextContinuation;

    internal abstract void OnCompleted(ObjectCell cell);

    /// <summary>The value exists, in another process. Returns whether that is enough; otherwise the continuation waits on.</summary>
    internal virtual bool TryOnLocated(ObjectCell cell) => false;
}
