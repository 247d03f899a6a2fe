using RayNet.CompilerServices;

namespace RayNet.Runtime.Cluster.Lineage;

/// <summary>
/// How a stored result is made again: the call, as it would be sent. Arguments that are results themselves are kept as their records and not as values, so that
/// a chain of results keeps how it was made and not what it was. Guarded by the table's lock, but for what never changes.
/// </summary>
internal sealed class LineageRecord(RemoteMethod method, CallHome home, bool hasReferences, ReadOnlyMemory<byte> arguments, object[] references, int maxRetries)
{
    private const int Overhead = 256;
    private const int BytesOfReference = 64;

    internal RemoteMethod Method { get; } = method;

    /// <summary>The queue or the actor that the call goes to.</summary>
    internal CallHome Home { get; } = home;

    /// <summary>Which of the method's factories reads the arguments.</summary>
    internal bool HasReferences { get; } = hasReferences;

    /// <summary>How often it may run after the first time; -1 means without limit.</summary>
    internal int MaxRetries { get; } = maxRetries;

    internal long Bytes { get; } = Overhead + arguments.Length + (references.Length * BytesOfReference);

    internal ReadOnlyMemory<byte> Arguments { get; private set; } = arguments;

    /// <summary>What stands where the arguments name a number: a record, a cell that is held, or the handle of an actor.</summary>
    internal object[] References { get; private set; } = references;

    /// <summary>How often the call has run and its result been lost, or failed.</summary>
    internal int Attempts { get; set; }

    /// <summary>Stored results and other records that need this one.</summary>
    internal int Holds { get; set; } = 1;

    /// <summary>Its place among the records; <see langword="null"/> when it is in the table no more.</summary>
    internal LinkedListNode<LineageRecord>? Place { get; set; }

    internal bool IsForgotten => Place is null;

    /// <summary>The cell of the result, while somebody has a reference to it.</summary>
    internal WeakReference<ObjectCell>? Cell { get; set; }

    /// <summary>Gives up what the arguments need. Returns the references, which are the caller's to release.</summary>
    internal object[] TakeReferences()
    {
        object[] references = References;
        References = [];
        Arguments = default;
        return references;
    }
}
