namespace RayNet.Runtime.Cluster.Tests.Actors;

/// <summary>State that survives the end of a worker, which is killed at the most awkward moments.</summary>
public sealed class ActorStateTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("raynet-state-").FullName;
    private TestCluster? _cluster;

    private TestCluster Cluster => _cluster!;

    public async ValueTask InitializeAsync() => _cluster = await TestCluster.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("begin")]
    [InlineData("end")]
    [InlineData("save")]
    [InlineData("kept")]
    public async Task A_call_that_is_repeated_after_a_crash_takes_effect_once(string point)
    {
        using IDisposable use = Cluster.Use();
        using var born = new Gate();
        ActorHandle<Account> account = Account.CreateRemote(born);
        Assert.Equal(1, await account.Add(1).Within());
        if (point == "kept")
        {
            // The state is saved, and the worker is gone before it hears so.
            int worker = await account.ProcessId().Within();
            bool isKilled = false;
            Cluster.Runtime.Actors.Snapshots.Kept = _ =>
            {
                if (!isKilled)
                {
                    isKilled = true;
                    Processes.Kill(worker);
                }
            };
        }

        ObjectRef<int>[] sums = [account.Add(2, Path.Combine(_folder, "crash"), point), account.Add(4), account.Add(8)];

        // The calls are there while the next life is still being built.
        await born.Arrived();
        born.Open();

        Assert.Equal<int[]>([3, 7, 15], await Ray.WhenAll(sums).Within());
        Assert.Equal(15, await account.Sum().Within());
        Assert.Equal("+1 +2 +4 +8", string.Join(' ', await account.Entries().Within()));
    }

    [Fact]
    public async Task No_call_of_many_callers_is_lost_or_doubled_under_a_worker_that_is_killed_again_and_again()
    {
        using IDisposable use = Cluster.Use();
        const int Callers = 3;
        const int Calls = 60;
        ActorHandle<Account> account = Account.CreateRemote();
        var random = new Random(20_261_130);
        int kept = 0;
        int next = random.Next(5, 25);
        int kills = 0;
        int worker = await account.ProcessId().Within();
        Cluster.Runtime.Actors.Snapshots.Kept = _ =>
        {
            if (++kept == next && kills < 4)
            {
                kills++;
                next += random.Next(5, 25);
                Processes.Kill(Volatile.Read(ref worker));
            }
        };

        Task<int>[] sums = [.. Enumerable.Range(0, Callers).Select(_ => AddAsync())];
        while (!Task.WhenAll(sums).IsCompleted)
        {
            // A new life has another process.
            Volatile.Write(ref worker, await account.ProcessId().Within());
        }

        Assert.Equal(Callers * Calls, (await Task.WhenAll(sums)).Max());
        Assert.Equal(Callers * Calls, await account.Sum().Within());
        Assert.True(kills > 1, $"{kills} kills");

        async Task<int> AddAsync()
        {
            int last = 0;
            for (int i = 0; i < Calls; i++)
            {
                int sum = await account.Add(1);
                Assert.True(sum > last, $"{sum} follows {last}");
                last = sum;
            }

            return last;
        }
    }

    [Fact]
    public async Task A_call_that_throws_takes_effect_once_too_and_its_error_is_kept()
    {
        using IDisposable use = Cluster.Use();
        ActorHandle<Account> account = Account.CreateRemote();
        int worker = await account.ProcessId().Within();
        bool isKilled = false;
        Cluster.Runtime.Actors.Snapshots.Kept = _ =>
        {
            if (!isKilled)
            {
                isKilled = true;
                Processes.Kill(worker);
            }
        };

        ShopException error = await account.Fail("closed").FailsWith<ShopException>();

        Assert.Equal("closed", error.Message);
        Assert.True(isKilled);
        Assert.Equal(1000, await account.Sum().Within());
    }

    [Fact]
    public async Task With_a_snapshot_after_some_calls_a_restart_goes_on_from_the_last_one()
    {
        using IDisposable use = Cluster.Use();
        ActorHandle<Account> account = Account.CreateRemote(options: new ActorOptions { SnapshotEvery = 3 });
        for (int i = 0; i < 4; i++)
        {
            await account.Add(1).Within();
        }

        await RestartAsync(account);
        Assert.Equal(3, await account.Sum().Within());
        Assert.Equal("+1 +1 +1", string.Join(' ', await account.Entries().Within()));
    }

    [Fact]
    public async Task State_is_saved_whenever_the_actor_likes()
    {
        using IDisposable use = Cluster.Use();
        ActorHandle<Account> account = Account.CreateRemote(options: new ActorOptions { SnapshotEvery = 0 });
        await account.Add(1).Within();
        Assert.Equal(11, await account.AddAndSave(10).Within());
        await account.Add(5).Within();

        await RestartAsync(account);

        Assert.Equal(11, await account.Sum().Within());
    }

    [Fact]
    public async Task With_a_period_state_is_saved_by_time()
    {
        using IDisposable use = Cluster.Use();
        var saved = new TaskCompletionSource();
        Cluster.Runtime.Actors.Snapshots.Kept = _ => saved.TrySetResult();
        ActorHandle<Account> account = Account.CreateRemote(options: new ActorOptions { SnapshotPeriod = TimeSpan.FromMilliseconds(20) });
        await account.Add(5).Within();
        await saved.Task.Within();

        await RestartAsync(account);

        Assert.Equal(5, await account.Sum().Within());
    }

    [Fact]
    public async Task A_task_in_another_process_is_a_caller_like_any_other()
    {
        using IDisposable use = Cluster.Use();
        ActorHandle<Account> account = Account.CreateRemote();
        ObjectRef<int>[] sums = [.. Enumerable.Range(0, 4).Select(_ => Callers.AddToRemote(account, 5))];
        await Ray.WhenAll(sums).Within();

        await RestartAsync(account);

        Assert.Equal(20, await account.Sum().Within());
    }

    private static async Task RestartAsync(ActorHandle<Account> account)
    {
        int worker = await account.ProcessId().Within();
        Processes.Kill(worker);
        await Soon.Until(async () => await account.ProcessId() != worker);
    }
}
