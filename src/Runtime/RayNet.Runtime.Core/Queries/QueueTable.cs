using RayNet.CompilerServices;
using RayNet.Runtime.Scheduling;

namespace RayNet.Runtime.Queries;

/// <summary>
/// A queue of an embedded cluster. It counts no places, since taking a call out would have to pay for that: a later question goes on behind the call that an earlier one has marked. When that one
/// has left the queue so have all before it.
/// </summary>
internal sealed class QueueTable(TaskQueue queue, PageMarks marks, NodeId node) : CallTable(Queued, queue.Number)
{
    private IEnumerator<ObjectCell>? _calls;

    internal override int Read(ref long place, Span<ObjectCell?> cells)
    {
        _calls ??= Begin(place);
        int count = 0;
        while (count < cells.Length && _calls.MoveNext())
        {
            cells[count++] = _calls.Current;
        }

        return count;
    }

    internal override long PlaceAfter(long place, ObjectCell cell) => marks.Add(cell);

    /// <summary>A call whose getter runs it in place stays in the queue meanwhile.</summary>
    internal override NodeId? NodeOf(int index) => node;

    private IEnumerator<ObjectCell> Begin(long mark)
    {
        if (mark > 0 && marks.Find(mark) is { } last)
        {
            IEnumerator<ObjectCell> calls = queue.Read();
            while (calls.MoveNext())
            {
                if (ReferenceEquals(calls.Current, last))
                {
                    return calls;
                }
            }
        }

        return queue.Read();
    }
}
