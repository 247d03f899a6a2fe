using RayNet.CompilerServices;

namespace RayNet.Runtime.Queries;

/// <summary>The calls that pages ended with. The latest are remembered, and none is kept alive.</summary>
internal sealed class PageMarks
{
    internal const int Remembered = 1024;

    private readonly Lock _gate = new();
    private readonly (long Id, WeakReference<ObjectCell> Call, int FailedAttempts)[] _marks = new (long, WeakReference<ObjectCell>, int)[Remembered];
    private long _last;

    internal long Add(ObjectCell call)
    {
        lock (_gate)
        {
            _last++;
            _marks[_last % Remembered] = (_last, new WeakReference<ObjectCell>(call), call.FailedAttempts);
            return _last;
        }
    }

    /// <summary>The call of a mark, unless it has left its place in the queue for certain.</summary>
    /// <exception cref="InvalidOptionException">It is forgotten.</exception>
    internal ObjectCell? Find(long id)
    {
        lock (_gate)
        {
            (long found, WeakReference<ObjectCell> reference, int failedAttempts) = _marks[id % Remembered];
            if (found != id)
            {
                throw new InvalidOptionException($"The continuation is too old: {Remembered} later pages were read since. Begin with the first page.");
            }

            // One that has failed since, and is repeated, is in the queue again at another place.
            return reference.TryGetTarget(out ObjectCell? call) && call.FailedAttempts == failedAttempts ? call : null;
        }
    }
}
