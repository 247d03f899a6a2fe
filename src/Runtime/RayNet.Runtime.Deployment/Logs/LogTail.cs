using System.Runtime.CompilerServices;

namespace RayNet.Runtime.Deployment.Logs;

/// <summary>
/// Follows the output of workers and hands out each line once. One consumer reads <see cref="FollowAsync"/>, once; the files are the
/// buffer, so a slow one costs no memory.
/// </summary>
internal sealed class LogTail(LogTailOptions? options = null)
{
    private const int BytesPerRound = 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly LogTailOptions _options = options ?? new LogTailOptions();
    private readonly List<LogReader> _readers = [];
    private readonly List<(int? Pid, TaskCompletionSource Done)> _drains = [];
    private TaskCompletionSource _wake = NewWake();
    private bool _followed;
    private bool _stopped;
    private bool _completed;

    /// <summary>Follows another output, from where somebody else stopped if need be.</summary>
    internal void Add(LogSource source, LogPosition start = default)
    {
        lock (_gate)
        {
            _readers.Add(new LogReader(source, start, _options));
            _wake.TrySetResult();
        }
    }

    /// <summary>
    /// Completes when the consumer has dealt with everything that an ended worker wrote, also with what has no end of line. It is not
    /// followed any more.
    /// </summary>
    internal Task DrainAsync(int pid) => RequestAsync(pid);

    /// <summary>Completes when the consumer has dealt with every line that was written before.</summary>
    internal Task FlushAsync() => RequestAsync(null);

    /// <summary>Ends <see cref="FollowAsync"/> after everything that is written by now.</summary>
    internal void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            _wake.TrySetResult();
        }
    }

    /// <summary>The lines of all sources, in batches, as they come.</summary>
    internal async IAsyncEnumerable<LogBatch> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _followed = !_followed ? true : throw new InvalidOperationException("One consumer follows the logs: a second one would take lines from it.");
        }

        try
        {
            while (true)
            {
                // First who asks, then what is there: so that the answer includes what was written before the question.
                (List<LogReader> readers, List<(int? Pid, TaskCompletionSource Done)> drains, bool completed, Task wake) = BeginRound();
                bool more = false;
                foreach (LogReader reader in readers)
                {
                    bool final = completed || drains.Exists(drain => drain.Pid == reader.Source.Pid);
                    // A worker may write faster than anybody reads: whoever asks gets what is there by now, and the others get their turn.
                    long limit = reader.Taken + (completed || drains.Count > 0 ? Available(reader) : BytesPerRound);
                    while (reader.Taken < limit && Read(reader, final) is { } batch)
                    {
                        yield return batch;
                        cancellationToken.ThrowIfCancellationRequested();
                    }

                    more |= reader.Taken >= limit;
                }

                EndRound(drains);
                if (completed)
                {
                    yield break;
                }

                if (!more)
                {
                    await WaitAsync(wake, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            Stop();
        }
    }

    private static long Available(LogReader reader)
    {
        try
        {
            return reader.Available();
        }
        catch (IOException)
        {
            return BytesPerRound;
        }
    }

    private static TaskCompletionSource NewWake() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static LogBatch? Read(LogReader reader, bool final)
    {
        try
        {
            return reader.Read(final);
        }
        catch (IOException)
        {
            // Removed between two looks; the next look knows.
            return null;
        }
    }

    private Task RequestAsync(int? pid)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_stopped)
            {
                return Task.FromException(new InvalidOperationException("Nobody follows the logs any more, so nobody can deal with what is in them."));
            }

            _drains.Add((pid, done));
            _wake.TrySetResult();
        }

        return done.Task;
    }

    private (List<LogReader> Readers, List<(int? Pid, TaskCompletionSource Done)> Drains, bool Completed, Task Wake) BeginRound()
    {
        lock (_gate)
        {
            if (_wake.Task.IsCompleted)
            {
                _wake = NewWake();
            }

            List<(int? Pid, TaskCompletionSource Done)> drains = [.. _drains];
            _drains.Clear();
            return ([.. _readers], drains, _completed, _wake.Task);
        }
    }

    private void EndRound(List<(int? Pid, TaskCompletionSource Done)> drains)
    {
        lock (_gate)
        {
            foreach (LogReader reader in _readers.Where(reader => drains.Exists(drain => drain.Pid == reader.Source.Pid)).ToList())
            {
                reader.Dispose();
                _readers.Remove(reader);
            }
        }

        drains.ForEach(static drain => drain.Done.TrySetResult());
    }

    private async ValueTask WaitAsync(Task wake, CancellationToken cancellationToken)
    {
        try
        {
            await wake.WaitAsync(_options.PollInterval, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The usual case: time to look again.
        }
    }

    private void Stop()
    {
        List<(int? Pid, TaskCompletionSource Done)> drains;
        lock (_gate)
        {
            _stopped = true;
            _readers.ForEach(static reader => reader.Dispose());
            drains = [.. _drains];
            _drains.Clear();
        }

        drains.ForEach(static drain => drain.Done.TrySetCanceled());
    }
}
