using System.Buffers;
using RayNet.CompilerServices;

namespace RayNet.Runtime.Queries;

/// <summary>Looks through the tables of one owner for its tasks.</summary>
/// <param name="tables">Everywhere that a task of the owner can be.</param>
/// <param name="nameOf">The name of the tasks of a home; <see langword="null"/> for calls that are no tasks of the owner.</param>
internal sealed class TaskScan(IEnumerable<CallTable> tables, Func<CallHome, string?> nameOf)
{
    /// <summary>Counts of so many names are kept apart.</summary>
    internal const int MostNames = 10_000;

    private const int Slice = 1024;
    private const int Statuses = (int)RemoteTaskStatus.Running + 1;

    private readonly CallTable[] _tables = [.. tables.OrderBy(static table => table.Section).ThenBy(static table => table.Number)];
    private CallHome? _lastHome;
    private string? _lastName;

    /// <summary>The tasks that match, as many as the query allows, from a position on.</summary>
    internal List<FoundTask> Find(TaskQuery query, CallPosition? after, CancellationToken cancellationToken)
    {
        var found = new List<FoundTask>();
        Visit(
            after,
            (cell, name, status, table, place, index) =>
            {
                if ((query.Name is null || name == query.Name) && (query.Status is null || status == query.Status))
                {
                    var task = new TaskInfo(name, status, cell.FailedAttempts + 1) { Node = status == RemoteTaskStatus.Running ? table.NodeOf(index) : null };
                    found.Add(new FoundTask(task, cell, table, place));
                }

                return found.Count < query.Limit;
            },
            cancellationToken);
        return found;
    }

    /// <summary>All tasks, counted by name and status, in no order.</summary>
    internal List<TaskCount> Count(CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, long[]>(StringComparer.Ordinal);
        string? counted = null;
        long[] current = [];
        Visit(
            null,
            (_, name, status, _, _, _) =>
            {
                if (!ReferenceEquals(counted, name))
                {
                    counted = name;
                    current = CountsOf(counts, name);
                }

                current[(int)status]++;
                return true;
            },
            cancellationToken);
        return [.. counts.SelectMany(static item => Enumerable.Range(0, Statuses).Where(status => item.Value[status] > 0).Select(status => new TaskCount(item.Key, (RemoteTaskStatus)status, item.Value[status])))];
    }

    private static long[] CountsOf(Dictionary<string, long[]> counts, string name)
    {
        if (!counts.TryGetValue(name, out long[]? known))
        {
            string key = counts.Count < MostNames ? name : string.Empty;
            if (!counts.TryGetValue(key, out known))
            {
                counts.Add(key, known = new long[Statuses]);
            }
        }

        return known;
    }

    private delegate bool Visitor(ObjectCell cell, string name, RemoteTaskStatus status, CallTable table, long place, int index);

    /// <summary>Shows every task to the visitor until it has seen enough.</summary>
    private void Visit(CallPosition? after, Visitor visitor, CancellationToken cancellationToken)
    {
        ObjectCell?[] slice = ArrayPool<ObjectCell?>.Shared.Rent(Slice);
        try
        {
            foreach (CallTable table in _tables)
            {
                if (after is { } position && position.IsBehind(table))
                {
                    continue;
                }

                long place = after is { } begun && begun.IsIn(table) ? begun.Place : 0;
                while (table.Read(ref place, slice.AsSpan(0, Slice)) is > 0 and var count)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    for (int i = 0; i < count; i++)
                    {
                        if (slice[i] is { } cell && StatusOf(cell) is { } status && NameOf(cell) is { } name && !visitor(cell, name, status, table, place + i, i))
                        {
                            return;
                        }
                    }

                    place += count;
                }
            }
        }
        finally
        {
            ArrayPool<ObjectCell?>.Shared.Return(slice, clearArray: true);
        }
    }

    private static RemoteTaskStatus? StatusOf(ObjectCell cell) => cell.State switch
    {
        CellState.Waiting => cell.FailedAttempts > 0 ? RemoteTaskStatus.WaitingForRetry : RemoteTaskStatus.WaitingForArgument,
        CellState.Queued => RemoteTaskStatus.Queued,

        // Where the value lies in a store the call has ended.
        CellState.Running or CellState.Completing when cell.Location is null => RemoteTaskStatus.Running,
        _ => null,
    };

    private string? NameOf(ObjectCell cell)
    {
        CallHome? home = cell.Home;
        if (!ReferenceEquals(home, _lastHome))
        {
            _lastHome = home;
            _lastName = home is null ? null : nameOf(home);
        }

        return _lastName;
    }
}
