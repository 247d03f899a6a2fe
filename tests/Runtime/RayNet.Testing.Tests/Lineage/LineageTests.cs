using System.Runtime.CompilerServices;

namespace RayNet.Testing.Tests.Lineage;

/// <summary>Values whose last copy is lost are made again, as often as the retries of their calls allow. Workers are processes; their nodes are killed.</summary>
public sealed class LineageTests
{
    private const int Large = 4 << 20;

    // Row 61
    [Fact]
    public async Task A_result_is_made_again_until_its_retries_are_used_up()
    {
        await using RayCluster cluster = await StartAsync();
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ActorHandle<Counter> runs = Counter.CreateRemote(On.Actor("head"));
        ObjectRef<byte[]> made = Rebuilt.MakeRemote(runs, Large, 1, On.Node("host", 1));
        Assert.Equal(Large, await Work.SumRemote(made, On.Node("host")).Within());

        // The host has one CPU: who waits for the block holds it, and has to give it up for the task that makes the block.
        await ReplaceHostAsync(cluster);
        Assert.Equal(Large, await Work.SumRemote(made, On.Node("host")).Within());
        Assert.Equal(3, await runs.Increment().Within());

        await ReplaceHostAsync(cluster);
        ObjectLostException lost = await made.FailsWith<ObjectLostException>();
        Assert.Equal(ObjectLossCause.AttemptsExceeded, lost.Cause);
        Assert.Contains("Rebuilt.Make", lost.Message, StringComparison.Ordinal);
        Assert.Equal(ObjectLossCause.AttemptsExceeded, (await Work.SumRemote(made, On.Node("host")).FailsWith<ObjectLostException>()).Cause);
        Assert.Equal(4, await runs.Increment().Within());
    }

    [Fact]
    public async Task A_chain_whose_links_nobody_holds_is_made_again_once_for_all_who_wait()
    {
        await using RayCluster cluster = await StartAsync();
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ActorHandle<Counter> runs = Counter.CreateRemote(On.Actor("head"));
        ObjectRef<byte[]> last = await ChainAsync(runs, driver);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        await cluster.WaitForAsync(static nodes => nodes.Sum(static node => node.StoredObjects) == 1, "the links of the chain being freed");

        await ReplaceHostAsync(cluster);
        Task<long>[] sums = [.. Enumerable.Range(0, 3).Select(_ => Work.SumRemote(last, On.Node("head")).Within())];
        Assert.Equal(3, (await last.Within())[^1]);
        Assert.All(await Task.WhenAll(sums), static sum => Assert.Equal(3L * Large, sum));

        // Three runs, and three more of the same.
        Assert.Equal(7, await runs.Increment().Within());
    }

    // Row 64, row 65
    [Fact]
    public async Task Results_of_an_actor_are_made_again_where_its_retries_allow()
    {
        await using RayCluster cluster = await StartAsync();
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ActorHandle<Maker> endless = Maker.CreateRemote(On.Actor("host", -1, -1));
        ActorHandle<Maker> once = Maker.CreateRemote(On.Actor("host", -1, 0));
        ObjectRef<byte[]> again = endless.Make(Large, 1);
        ObjectRef<byte[]> lost = once.Make(Large, 1);
        Assert.Equal(2L * Large, await Work.SumRemote(again, On.Node("host")).Within() + await Work.SumRemote(lost, On.Node("host")).Within());

        for (int i = 0; i < 3; i++)
        {
            await ReplaceHostAsync(cluster);
            Assert.Equal(Large, await Work.SumRemote(again, On.Node("host")).Within());
            Assert.Equal(1, await endless.Made().Within());
        }

        Assert.Equal(ObjectLossCause.ReconstructionDisabled, (await lost.FailsWith<ObjectLostException>()).Cause);
        Assert.Equal(0, await once.Made().Within());
    }

    // Row 61
    [Fact]
    public async Task What_cannot_be_made_again_says_why()
    {
        await using RayCluster cluster = await StartAsync();
        await using IRayClient driver = await cluster.ConnectAsync();
        await using IRayClient without = await cluster.ConnectAsync(static options => options.MaxLineageBytes = 0);
        await using IRayClient forgetful = await cluster.ConnectAsync(static options => options.MaxLineageBytes = 100_000);
        ObjectRef<byte[]> off = await MakeAsync(without, 3);
        ObjectRef<byte[]> never = await MakeAsync(driver, 0);
        ObjectRef<byte[]> older = await MakeAsync(forgetful, 3, 40_000);
        ObjectRef<byte[]> younger = await MakeAsync(forgetful, 3, 60_000);
        ObjectRef<ReadOnlyMemory<byte>> ofWorker;
        using (driver.Use())
        {
            ofWorker = await Work.FillRemote(Large, 1, On.Node("host")).Within();
        }

        await ReplaceHostAsync(cluster);

        Assert.Equal(ObjectLossCause.ReconstructionDisabled, (await off.FailsWith<ObjectLostException>()).Cause);
        Assert.Equal(ObjectLossCause.ReconstructionDisabled, (await never.FailsWith<ObjectLostException>()).Cause);
        Assert.Equal(ObjectLossCause.LineageEvicted, (await older.FailsWith<ObjectLostException>()).Cause);
        Assert.Equal(60_000 + Large, (await younger.Within()).Length);
        await ofWorker.FailsWith<OwnerDiedException>();

        static async Task<ObjectRef<byte[]>> MakeAsync(IRayClient driver, int retries, int extra = 0)
        {
            using IDisposable scope = driver.Use();
            ObjectRef<byte[]> made = Work.GrowRemote(new byte[extra], Large, On.Node("host", retries));
            await Work.SumRemote(made, On.Node("host")).Within();
            return made;
        }
    }

    // Row 63, row 68
    [Fact]
    public async Task A_put_lives_as_long_as_results_may_need_it_and_results_may_change_their_size()
    {
        await using RayCluster cluster = await StartAsync();
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ActorHandle<Counter> runs = Counter.CreateRemote(On.Actor("head"));
        ActorHandle<Counter> sizes = Counter.CreateRemote(On.Actor("head"));
        ObjectRef<byte[]> raised = await RaiseAsync(driver, runs);
        ObjectRef<byte[]> smaller = Rebuilt.VaryRemote(sizes, [Large, 10], On.Node("host"));
        Assert.Equal(Large, await Rebuilt.SumOfNoneRemote(smaller, On.Node("host")).Within());
        ActorHandle<Counter> others = Counter.CreateRemote(On.Actor("head"));
        ObjectRef<byte[]> larger = Rebuilt.VaryRemote(others, [Large, 2 * Large], On.Node("host"));
        Assert.Equal(Large, await Rebuilt.SumOfNoneRemote(larger, On.Node("host")).Within());
        (ObjectRef<byte[]> first, ObjectRef<byte[]> second) = Rebuilt.TwoRemote(Large, On.Node("host"));
        await Ray.WaitAsync([first, second], numReturns: 2);
        GC.Collect();
        GC.WaitForPendingFinalizers();

        await ReplaceHostAsync(cluster);

        Assert.Equal(6, (await raised.Within())[0]);
        Assert.Equal((10, 10), (await Rebuilt.SumOfNoneRemote(smaller, On.Node("host")).Within(), (await smaller.Within()).Length));
        Assert.Equal((2 * Large, 2 * Large), (await Rebuilt.SumOfNoneRemote(larger, On.Node("host")).Within(), (await larger.Within()).Length));
        Assert.Equal((1, 2), ((await first.Within())[^1], (await second.Within())[^1]));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static async Task<ObjectRef<byte[]>> RaiseAsync(IRayClient driver, ActorHandle<Counter> runs)
        {
            ObjectRef<byte[]> put = driver.Put(Work.Make(Large, 5));
            ObjectRef<byte[]> raised = Rebuilt.RaiseRemote(runs, put, On.Node("host"));
            Assert.Equal(6L * Large, await Work.SumRemote(raised, On.Node("host")).Within());
            put.Dispose();
            return raised;
        }
    }

    // Row 68
    [Fact]
    public async Task What_was_spilled_is_made_again_when_its_file_is_gone_but_a_put_is_lost()
    {
        string directory = Directory.CreateTempSubdirectory("lineage-").FullName;
        try
        {
            await using RayCluster cluster = await SmallStores.StartAsync(directory);
            await using IRayClient driver = await cluster.ConnectAsync();
            using IDisposable scope = driver.Use();
            ObjectRef<byte[]> put = driver.Put(Work.Make(Large, 7));
            ObjectRef<byte[]> made = Work.MakeRemote(Large, 3, On.Node("second"));
            Assert.Equal(3L * Large, await Work.SumRemote(made, On.Node("second")).Within());
            List<ObjectRef<byte[]>> more = [.. Enumerable.Range(0, 20).Select(static _ => Work.MakeRemote(Large, 1, On.Node("second"))), .. Enumerable.Range(0, 20).Select(_ => driver.Put(Work.Make(Large, 1)))];
            await Ray.WaitAsync(more[..20].Select(static block => Work.SumRemote(block, On.Node("second"))).ToArray(), numReturns: 20).Within();
            await cluster.WaitForAsync(static nodes => nodes.All(static node => node.SpilledBytes > Large), "the first objects on disk");

            foreach (string file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories))
            {
                File.Delete(file);
            }

            Assert.Equal(3L * Large, await Work.SumRemote(made, On.Node("head")).Within());
            Assert.Equal(ObjectLossCause.PutObject, (await put.FailsWith<ObjectLostException>()).Cause);
            GC.KeepAlive(more);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public async Task A_lost_result_of_an_actor_whose_state_survives_says_why_and_the_state_is_as_it_was()
    {
        await using RayCluster cluster = await StartAsync();
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ActorHandle<Durable> durable = Durable.CreateRemote(On.Actor("host", -1, -1));
        ObjectRef<byte[]> made = durable.Make(Large);
        Assert.Equal(Large, await Work.SumRemote(made, On.Node("host")).Within());

        await ReplaceHostAsync(cluster);

        ObjectLostException error = await made.FailsWith<ObjectLostException>();
        Assert.Equal(ObjectLossCause.ActorStateSurvives, error.Cause);
        Assert.Contains("a second time", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, await durable.Add().Within());
    }

    [Fact]
    public async Task A_value_that_does_not_arrive_in_time_says_so()
    {
        await using RayCluster cluster = await StartAsync();
        await using IRayClient driver = await cluster.ConnectAsync(static options => options.FetchTimeout = TimeSpan.FromMilliseconds(300));
        using IDisposable scope = driver.Use();
        ObjectRef<byte[]> made = Work.MakeRemote(Large, 1, On.Node("host"));
        Assert.Equal(Large, await Work.SumRemote(made, On.Node("host")).Within());

        cluster.Partition(cluster.Head, cluster.Nodes[1]);
        await cluster.WaitForNodeAsync(cluster.Nodes[1], NodeCondition.Unreachable);

        Assert.Equal(ObjectLossCause.FetchTimedOut, (await made.FailsWith<ObjectLostException>()).Cause);
        cluster.Heal();
    }

    private static Task<RayCluster> StartAsync() => RayCluster.StartAsync(new RayClusterOptions { Head = On.Has("head"), Nodes = [On.Has("host", 1)] });

    /// <summary>Kills the second node; another one takes its place.</summary>
    private static async Task ReplaceHostAsync(RayCluster cluster)
    {
        RayNode host = cluster.Nodes[1];
        await cluster.KillNodeAsync(host);
        await cluster.WaitForNodeDeadAsync(host);
        await cluster.AddNodeAsync(On.Has("host", 1));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<ObjectRef<byte[]>> ChainAsync(ActorHandle<Counter> runs, IRayClient driver)
    {
        _ = driver;
        ObjectRef<byte[]> first = Rebuilt.MakeRemote(runs, Large, 1, On.Node("host"));
        ObjectRef<byte[]> second = Rebuilt.RaiseRemote(runs, first, On.Node("host"));
        ObjectRef<byte[]> third = Rebuilt.RaiseRemote(runs, second, On.Node("host"));
        Assert.Equal(3L * Large, await Work.SumRemote(third, On.Node("host")).Within());
        return third;
    }
}
