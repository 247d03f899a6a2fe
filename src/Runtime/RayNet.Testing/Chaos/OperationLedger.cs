using System.Collections.Concurrent;

namespace RayNet.Testing;

/// <summary>
/// Counts the operations of a load, and tells ends that are allowed from broken promises: each operation has to end in time, with the right value or with an error that its contract names.
/// </summary>
/// <param name="limit">How long an operation may take.</param>
/// <param name="time">The clock.</param>
public sealed class OperationLedger(TimeSpan limit, TimeProvider time)
{
    private const int MostViolations = 100;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = [];
    private readonly ConcurrentQueue<string> _violations = new();

    /// <summary>What was counted, by the names of the operations.</summary>
    public IReadOnlyList<OperationCounts> Counts
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries.OrderBy(static item => item.Key, StringComparer.Ordinal).Select(static item => new OperationCounts(item.Key, item.Value.Submitted, item.Value.Succeeded, item.Value.Submitted - item.Value.Ended, new Dictionary<RayErrorCode, long>(item.Value.Failed)))];
            }
        }
    }

    /// <summary>The promises that were broken, in words.</summary>
    public IReadOnlyList<string> Violations => [.. _violations];

    /// <summary>Runs and counts an operation.</summary>
    /// <param name="operation">Its name.</param>
    /// <param name="body">Runs it; gives the value that came and the one that is right.</param>
    /// <param name="allowed">The errors that its contract allows.</param>
    /// <returns>Whether the right value came.</returns>
    public async Task<bool> RunAsync(string operation, Func<Task<(object? Value, object? Right)>> body, params RayErrorCode[] allowed)
    {
        ArgumentNullException.ThrowIfNull(body);
        Begin(operation);
        try
        {
            (object? value, object? right) = await body().WaitAsync(limit, time).ConfigureAwait(false);
            if (!Equals(value, right))
            {
                Break($"{operation} gave {value ?? "nothing"} in place of {right ?? "nothing"}");
                End(operation, RayErrorCode.Unknown);
                return false;
            }

            End(operation, null);
            return true;
        }
        catch (Exception exception) when (exception is IRayError error && allowed.Contains(error.Code))
        {
            End(operation, error.Code);
        }
        catch (TimeoutException exception) when (exception is not IRayError)
        {
            Break($"{operation} has not ended within {limit.TotalSeconds:0} s");
            End(operation, RayErrorCode.Unknown);
        }
        catch (Exception exception)
        {
            Break($"{operation} failed with {exception.GetType().Name}, which is not allowed for it: {exception.Message}");
            End(operation, (exception as IRayError)?.Code ?? RayErrorCode.Unknown);
        }

        return false;
    }

    /// <summary>Writes a broken promise down.</summary>
    /// <param name="violation">What was broken, in words.</param>
    public void Break(string violation)
    {
        if (_violations.Count < MostViolations)
        {
            _violations.Enqueue(violation);
        }
    }

    private void Begin(string operation)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(operation, out Entry? entry))
            {
                _entries.Add(operation, entry = new Entry());
            }

            entry.Submitted++;
        }
    }

    private void End(string operation, RayErrorCode? error)
    {
        lock (_gate)
        {
            Entry entry = _entries[operation];
            entry.Ended++;
            if (error is { } code)
            {
                entry.Failed[code] = entry.Failed.GetValueOrDefault(code) + 1;
            }
            else
            {
                entry.Succeeded++;
            }
        }
    }

    private sealed class Entry
    {
        internal long Submitted { get; set; }

        internal long Succeeded { get; set; }

        internal long Ended { get; set; }

        internal Dictionary<RayErrorCode, long> Failed { get; } = [];
    }
}
