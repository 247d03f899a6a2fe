using RayNet.CompilerServices;

namespace RayNet;

/// <summary>
/// A reference to an object: the completion of a call, or through <see cref="ObjectRef{T}"/> its value. Await it, pass it to
/// other remote calls, or hand it to <see cref="Ray"/>. It may be awaited any number of times, from any thread.
/// </summary>
public class ObjectRef : IDisposable
{
    private ObjectCell? _cell;

    internal ObjectRef(ObjectCell cell) => _cell = cell;

    /// <summary>Whether the call has ended, with a value or with an error.</summary>
    public bool IsReady => Cell is var cell && (cell.IsCompleted || cell.Location is not null);

    internal ObjectCell Cell => Volatile.Read(ref _cell) ?? throw new ObjectReleasedException(
        "This ObjectRef was disposed. Dispose a reference only after its last Get, await or use as an argument.");

    /// <summary>Makes the reference awaitable. Throws the exception of the call.</summary>
    public ObjectRefAwaiter GetAwaiter() => new(Cell, useContext: true);

    /// <summary>Awaits with or without returning to the captured synchronization context.</summary>
    /// <param name="continueOnCapturedContext">Whether to return to the captured context.</param>
    public ObjectRefAwaitable ConfigureAwait(bool continueOnCapturedContext) => new(Cell, continueOnCapturedContext);

    /// <summary>A task that completes with the call.</summary>
    public Task AsTask() => AwaitAsync();

    /// <summary>Gives up this reference. When the last one is gone, the value is released; a pending call still runs.</summary>
    public void Dispose()
    {
        Interlocked.Exchange(ref _cell, null)?.ReleaseReference();
        GC.SuppressFinalize(this);
    }

    /// <summary>The type of the value and whether it is ready.</summary>
    public override string ToString() => _cell is { } cell
        ? $"ObjectRef<{cell.ValueType.Name}>({(cell.IsCompleted ? cell.HasSucceeded ? "ready" : "failed" : "pending")})"
        : "ObjectRef(disposed)";

    /// <summary>Another reference to the same object, disposed by whoever gets it.</summary>
    internal virtual ObjectRef Share() => new(Counted());

    private protected ObjectCell Counted()
    {
        ObjectCell cell = Cell;
        cell.AddReference();
        return cell;
    }

    private async Task AwaitAsync() => await ConfigureAwait(false);
}
