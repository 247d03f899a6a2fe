using System.Globalization;
using System.Text.Json;

namespace RayNet.Testing.TestApp.Chaos;

/// <summary>
/// A driver of the chaos run: a mixed load until its input says <c>stop</c>. It writes its counts each second, what was broken at once, and answers <c>probe</c> when every kind of work gives answers.
/// </summary>
internal sealed class ChaosDriver(IRayClient ray, string name, int seed, string folder) : IDisposable
{
    private const int BlockSize = 1 << 20;
    private const int KeptChains = 6;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly OperationLedger _ledger = new(Limit, TimeProvider.System);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _output = new();
    private long _lastId;
    private int _vaultCount;
    private int _vaultSubmitted;
    private int _told;
    private bool _isOrphaned;

    /// <summary>Runs until the input ends or says so.</summary>
    /// <returns>The exit code: 3 where the node beside the driver was lost.</returns>
    internal async Task<int> RunAsync()
    {
        Func<Task>[] loads =
        [
            () => LoopAsync(1, TasksAsync), () => LoopAsync(2, TasksAsync), () => LoopAsync(8, LongTasksAsync), () => LoopAsync(3, OnceAsync), () => ChainsAsync(4), TallyAsync, () => PlainAsync(5), () => MortalAsync(6), VaultAsync, () => LoopAsync(7, StreamAsync), ReportAsync,
        ];
        var probes = new List<Task>();
        Task running = Task.WhenAll(loads.Select(GuardAsync));
        while (await Console.In.ReadLineAsync() is { } line && line != "stop")
        {
            if (line.StartsWith("probe ", StringComparison.Ordinal))
            {
                string number = line["probe ".Length..];
                probes.RemoveAll(static probe => probe.IsCompleted);
                probes.Add(GuardAsync(() => ProbeAsync(number)));
            }
        }

        await _stop.CancelAsync();
        await running;
        await Task.WhenAll(probes);
        WriteLedger("done");
        return _isOrphaned ? 3 : 0;
    }

    public void Dispose() => _stop.Dispose();

    private static TaskOptions Anywhere => new() { SchedulingStrategy = SchedulingStrategy.Spread };

    private async Task TasksAsync(Random random)
    {
        int[] numbers = [.. Enumerable.Range(0, 10).Select(_ => random.Next(1_000))];
        await Task.WhenAll(numbers.Select(number => RunAsync("task", async () => (await Arithmetic.SquareRemote(number, random.Next(20), Anywhere), number * number))));
    }

    /// <summary>Some of these run at any moment, so that whatever is killed has work that is repeated.</summary>
    private async Task LongTasksAsync(Random random)
    {
        int[] numbers = [.. Enumerable.Range(0, 4).Select(_ => random.Next(1_000))];
        await Task.WhenAll(numbers.Select(number => RunAsync("long task", async () => (await Arithmetic.SquareRemote(number, random.Next(500, 1_500), Anywhere), number * number))));
    }

    private Task OnceAsync(Random random)
    {
        long id = (Interlocked.Increment(ref _lastId) << 20) | (uint)seed;
        return RunAsync("task without retries", async () => (await Arithmetic.OnceRemote(Path.Combine(folder, "runs"), id, random.Next(100), Anywhere), id), RayErrorCode.WorkerCrashed);
    }

    /// <summary>Chains of large objects. The last results are kept, and read again after others: their nodes may be gone by then.</summary>
    private async Task ChainsAsync(int number)
    {
        var random = new Random(seed + number);
        var kept = new Queue<(ObjectRef<byte[]> Block, long Sum)>();
        while (!_stop.IsCancellationRequested)
        {
            byte value = (byte)random.Next(100);
            ObjectRef<byte[]> block = Arithmetic.RaiseRemote(Arithmetic.RaiseRemote(Arithmetic.FillRemote(BlockSize, value, Anywhere), Anywhere), Anywhere);
            long sum = (value + 2L) * BlockSize;
            await RunAsync("chain", async () => (await Arithmetic.SumRemote(block, Anywhere), sum));
            kept.Enqueue((block, sum));
            if (kept.Count > KeptChains)
            {
                (ObjectRef<byte[]> old, long oldSum) = kept.Dequeue();
                await RunAsync("object", async () => ((await old).Sum(static item => (long)item), oldSum));
                old.Dispose();
            }

            ObjectRef<byte[]> put = Ray.Put(Arithmetic.Fill(BlockSize / 4, 1));
            await RunAsync("put", async () => (await Arithmetic.SumRemote(put, Anywhere), BlockSize / 4L));
            put.Dispose();
            await PauseAsync(100);
        }

        foreach ((ObjectRef<byte[]> block, _) in kept)
        {
            block.Dispose();
        }
    }

    private async Task TallyAsync()
    {
        ActorHandle<Tally> tally = Tally.CreateRemote(options: new ActorOptions { SchedulingStrategy = SchedulingStrategy.Spread });
        int count = 0;
        while (!_stop.IsCancellationRequested)
        {
            int expected = ++count;
            await RunAsync("exactly once", async () => (await tally.Add(name), expected));
            await PauseAsync(20);
        }

        await RunAsync("exactly once", async () => ((await tally.Read()).GetValueOrDefault(name), count));
        GC.KeepAlive(tally);
    }

    /// <summary>Calls that may be lost; the count goes on, or begins again.</summary>
    private async Task PlainAsync(int number)
    {
        ActorHandle<Plain> plain = Plain.CreateRemote(new ActorOptions { MaxRestarts = -1, SchedulingStrategy = SchedulingStrategy.Spread });
        int last = 0;
        while (!_stop.IsCancellationRequested)
        {
            int count = last;
            if (!await RunAsync("actor that restarts", async () => (IsNext(count = await plain.Add(), last), true), RayErrorCode.ActorUnavailable))
            {
                // Whether a lost call was run is not known.
                count = -1;
            }

            last = count;
            await PauseAsync(20 + number);
        }

        GC.KeepAlive(plain);

        static bool IsNext(int count, int last) => last == -1 || count == last + 1 || count == 1;
    }

    private async Task MortalAsync(int number)
    {
        while (!_stop.IsCancellationRequested)
        {
            ActorHandle<Plain> plain = Plain.CreateRemote(new ActorOptions { SchedulingStrategy = SchedulingStrategy.Spread });
            int last = 0;
            while (!_stop.IsCancellationRequested && last < 200)
            {
                int expected = last + 1;
                if (!await RunAsync("actor without restarts", async () => (await plain.Add(), expected), RayErrorCode.ActorDied, RayErrorCode.ActorUnavailable))
                {
                    break;
                }

                last = expected;
                await PauseAsync(20 + number);
            }

            // Its last handle goes with this turn of the loop, and the actor with it.
            GC.KeepAlive(plain);
        }
    }

    /// <summary>A detached actor, which outlives this driver: how often it was called by this one is checked after the run.</summary>
    private async Task VaultAsync()
    {
        ActorHandle<Tally>? vault = null;
        while (!_stop.IsCancellationRequested)
        {
            await RunAsync("detached actor", async () =>
            {
                vault ??= Tally.CreateRemote(new ActorOptions { Name = "vault", Lifetime = ActorLifetime.Detached, GetIfExists = true, NumCpus = 0 });
                int expected = Interlocked.Increment(ref _vaultSubmitted);
                int count = await vault.Add(name);
                Volatile.Write(ref _vaultCount, count);
                return (count, expected);
            });
            await PauseAsync(50);
        }
    }

    private Task StreamAsync(Random random)
    {
        int count = random.Next(1, 30);
        return RunAsync(
            "stream",
            async () =>
            {
                int next = 0;
                await foreach (int number in Arithmetic.CountRemote(count, Anywhere))
                {
                    if (number != next++)
                    {
                        return (number, next - 1);
                    }
                }

                return (next, count);
            },
            RayErrorCode.WorkerCrashed);
    }

    private async Task ProbeAsync(string number)
    {
        // Before the question: what was answered by then is known to whoever reads.
        bool isKnown = Volatile.Read(ref _vaultCount) > 0;
        await Task.WhenAll(
            RunAsync("probe of tasks", async () => (await Arithmetic.SumRemote(Arithmetic.FillRemote(1_000, 1, Anywhere), Anywhere), 1_000L)),
            RunAsync("probe of names", async () => ((await ray.GetActor<Tally>("vault").Read()).ContainsKey(name) || !isKnown, true), RayErrorCode.ActorNotFound),
            RunAsync("probe of actors", async () => (await Plain.CreateRemote(new ActorOptions { MaxRestarts = -1, MaxTaskRetries = -1 }).Add(), 1)));
        Write($"probed {number}");
    }

    private async Task LoopAsync(int number, Func<Random, Task> act)
    {
        var random = new Random(seed + number);
        while (!_stop.IsCancellationRequested)
        {
            await act(random);
            await PauseAsync(50);
        }
    }

    private async Task<bool> RunAsync(string operation, Func<Task<(object?, object?)>> body, params RayErrorCode[] allowed)
    {
        return await _ledger.RunAsync(
            operation,
            async () =>
            {
                try
                {
                    return await body();
                }
                catch (RayException exception) when (exception.Code is RayErrorCode.Shutdown or RayErrorCode.NodeRefused)
                {
                    await OrphanAsync();
                    throw;
                }
            },
            [.. allowed, .. _isOrphaned ? Enum.GetValues<RayErrorCode>() : [RayErrorCode.Shutdown, RayErrorCode.NodeRefused]]);
    }

    private async Task GuardAsync(Func<Task> load)
    {
        await Task.Yield();
        try
        {
            await load();
        }
        catch (RayException exception) when (exception.Code is RayErrorCode.Shutdown or RayErrorCode.NodeRefused)
        {
            await OrphanAsync();
        }
        catch (Exception exception)
        {
            _ledger.Break($"a load ended with {exception}");
        }
    }

    /// <summary>The node beside this driver is gone or was given up, and with it whatever this driver began.</summary>
    private async Task OrphanAsync()
    {
        if (!Interlocked.Exchange(ref _isOrphaned, true))
        {
            Write("orphaned");
            await _stop.CancelAsync();
        }
    }

    private async Task ReportAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            await PauseAsync(1_000);
            WriteLedger("ledger");
        }
    }

    private void WriteLedger(string word)
    {
        IReadOnlyList<string> violations = _ledger.Violations;
        foreach (string violation in violations.Skip(_told))
        {
            Write($"violation {violation.ReplaceLineEndings(" ")}");
        }

        _told = violations.Count;
        Write(string.Create(CultureInfo.InvariantCulture, $"{word} {Volatile.Read(ref _vaultCount)} {Volatile.Read(ref _vaultSubmitted)} {JsonSerializer.Serialize(_ledger.Counts)}"));
    }

    private async Task PauseAsync(int milliseconds)
    {
        try
        {
            await Task.Delay(milliseconds, _stop.Token);
        }
        catch (OperationCanceledException)
        {
            // It is time to end.
        }
    }

    private void Write(string line)
    {
        lock (_output)
        {
            Console.Out.WriteLine(line);
            Console.Out.Flush();
        }
    }
}
