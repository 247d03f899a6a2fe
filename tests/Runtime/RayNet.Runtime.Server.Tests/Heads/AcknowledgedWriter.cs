using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Control;

namespace RayNet.Runtime.Server.Tests.Heads;

/// <summary>Writes keys, jobs and detached actors through whichever head leads, and remembers what was answered.</summary>
internal sealed class AcknowledgedWriter : IAsyncDisposable
{
    private const int Callers = 4;

    private readonly CancellationTokenSource _end;
    private readonly CancellationToken _limit;
    private readonly ClusterChannel _channel;
    private readonly HeadProcesses _heads;
    private readonly Task[] _writing;
    private readonly int[] _numbers = new int[Callers];
    private readonly ConcurrentBag<JobId> _jobs = [];
    private readonly ConcurrentBag<ActorId> _actors = [];
    private readonly Lock _gate = new();
    private readonly List<(long Begin, long End)> _answers = [];
    private TaskCompletionSource _answered = NewSignal();
    private volatile Exception? _lastError;

    private AcknowledgedWriter(ClusterChannel channel, HeadProcesses heads)
    {
        _limit = heads.Limit;
        _heads = heads;
        _end = CancellationTokenSource.CreateLinkedTokenSource(_limit);
        _channel = channel;
        _writing = [.. Enumerable.Range(0, Callers).Select(caller => Task.Run(() => WriteAsync(caller)))];
    }

    internal static async Task<AcknowledgedWriter> StartAsync(HeadProcesses heads) => new(await HeadProcesses.ConnectAsync(heads.Addresses), heads);

    /// <summary>Waits for the first answer to something that was asked after a moment.</summary>
    /// <returns>How long after that moment it came.</returns>
    internal async Task<TimeSpan> NextAsync(long since)
    {
        while (!_limit.IsCancellationRequested)
        {
            Task answered;
            lock (_gate)
            {
                if (_answers.Find(answer => answer.Begin > since) is { End: > 0 } first)
                {
                    return Stopwatch.GetElapsedTime(since, first.End);
                }

                answered = _answered.Task;
            }

            await answered.WaitAsync(_limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        throw new TimeoutException($"No write was answered; the last error: {_lastError?.Message ?? "none"} {_heads.Said}");
    }

    /// <summary>Ends the writing, and looks whether everything that was answered is there.</summary>
    internal async Task<string> CheckAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_writing);
        for (int caller = 0; caller < Callers; caller++)
        {
            int stored = await AskAsync(head => head.GetKeyAsync("k", $"{caller}", _limit)) is { } value ? BitConverter.ToInt32(value) : 0;
            Assert.InRange(stored, _numbers[caller], _numbers[caller] + 1);
        }

        foreach (JobId job in _jobs)
        {
            Assert.NotNull(await AskAsync(head => head.GetJobAsync(job, _limit)));
        }

        foreach (ActorId actor in _actors)
        {
            ActorRecord? found = await AskAsync(head => head.GetActorAsync(actor, _limit));
            Assert.True(found is not null, $"Actor {actor} was acknowledged, and is not there.");
            Assert.Equal(actor, (await AskAsync(head => head.FindActorAsync("default", $"a{actor.Sequence}", _limit)))?.Registration.Id);
        }

        // The number of a job is given once.
        Assert.Equal(_jobs.Count, _jobs.Distinct().Count());
        return $"{_numbers.Sum()} keys, {_jobs.Count} jobs, {_actors.Count} actors acknowledged";
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_writing);
        _channel.Dispose();
        _end.Dispose();
    }

    private async Task WriteAsync(int caller)
    {
        IHeadService head = _channel.Head;
        while (!_end.IsCancellationRequested)
        {
            int number = _numbers[caller] + 1;
            if (!await TryAsync(() => head.PutKeyAsync("k", $"{caller}", BitConverter.GetBytes(number), overwrite: true, _end.Token)))
            {
                continue;
            }

            _numbers[caller] = number;
            if (number % 10 == 0)
            {
                // A job whose answer was lost may have started or not; it is not asked for again.
                await TryAsync(async () =>
                {
                    JobRecord job = await head.StartJobAsync(new JobStart("build", "default", "app", default, 50, 1, string.Empty, []), _end.Token);
                    _jobs.Add(job.Id);
                    var id = new ActorId(900 + (ulong)caller, ((ulong)caller * 1_000_000) + (ulong)number);
                    await head.RegisterActorAsync(new ActorRegistration(id, 77, "Keeper", $"a{id.Sequence}", "default", job.Id, 50, default, IsDetached: true, GetIfExists: false, [], MaxRestarts: -1, [1, 2, 3]), _end.Token);
                    _actors.Add(id);
                });
            }
        }
    }

    /// <summary>A leadership may move while it is asked.</summary>
    private async Task<T> AskAsync<T>(Func<IHeadService, Task<T>> ask)
    {
        while (true)
        {
            try
            {
                return await ask(_channel.Head);
            }
            catch (Exception exception) when (IsAway(exception) && !_limit.IsCancellationRequested)
            {
                await Task.Delay(20, CancellationToken.None);
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static bool IsAway(Exception exception) => exception is RpcException or RayException { Code: RayErrorCode.ClusterUnreachable } or IOException or HttpRequestException;

    private async Task<bool> TryAsync(Func<Task> write)
    {
        long begin = Stopwatch.GetTimestamp();
        try
        {
            await write();
            lock (_gate)
            {
                _answers.Add((begin, Stopwatch.GetTimestamp()));
                _answered.TrySetResult();
                _answered = NewSignal();
            }

            return true;
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception exception) when (IsAway(exception))
        {
            _lastError = exception;
            await Task.Delay(20, CancellationToken.None);
            return false;
        }
    }
}
