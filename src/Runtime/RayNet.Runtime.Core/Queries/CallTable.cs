using RayNet.CompilerServices;

namespace RayNet.Runtime.Queries;

/// <summary>Calls that one place holds, read slice by slice by one question, so that it never holds the place up for long.</summary>
internal abstract class CallTable(int section, ulong number)
{
    /// <summary>Calls that run. They come first: what goes the usual way, from waiting to running, while the tables are read is never met twice.</summary>
    internal const int Running = 0;

    /// <summary>Calls in queues.</summary>
    internal const int Queued = 1;

    /// <summary>Calls that no queue holds.</summary>
    internal const int Waiting = 2;

    internal int Section => section;

    internal ulong Number => number;

    /// <summary>Copies the calls from a place on. Some are <see langword="null"/> where none is any more.</summary>
    /// <param name="place">Where to begin; then where the first call of the slice is, when those before are gone.</param>
    /// <param name="cells">Gets the calls.</param>
    /// <returns>How many places were read; 0 at the end.</returns>
    internal abstract int Read(ref long place, Span<ObjectCell?> cells);

    /// <summary>Where a later question goes on behind a call that was read.</summary>
    internal virtual long PlaceAfter(long place, ObjectCell cell) => place + 1;

    /// <summary>The node of a call that runs, by its index in the last slice.</summary>
    internal abstract NodeId? NodeOf(int index);
}
