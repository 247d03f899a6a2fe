using System.Buffers;
using MessagePack;
using RayNet.Runtime.Cluster.Links;

namespace RayNet.Runtime.Cluster.Tests.Actors;

public sealed class HandleTests(SharedCluster shared) : ClusterTests(shared)
{
    [Fact]
    public async Task Handle_is_passed_on_and_on()
    {
        using IDisposable use = Use();
        ActorHandle<Counter> counter = Counter.CreateRemote(0);

        int[] values = await Ray.WhenAll(Enumerable.Range(0, 8).Select(i => Callers.AddDeepRemote(counter, i % 4))).Within();

        Assert.Equal(Enumerable.Range(1, 8), values.Order());
    }

    [Fact]
    public async Task Handle_of_an_actor_that_has_no_place_yet_can_be_passed_on()
    {
        using IDisposable use = Use();
        ActorHandle<Counter>[] counters = [.. Enumerable.Range(0, 50).Select(i => Counter.CreateRemote(i))];

        int[] values = await Ray.WhenAll(counters.Select(counter => Callers.AddRemote(counter, 1))).Within();

        Assert.Equal(Enumerable.Range(1, 50), values);
    }

    [Fact]
    public async Task Handle_of_an_actor_that_waits_for_its_place_can_be_passed_on()
    {
        using IDisposable use = Use();
        Gate gate = NewGate();
        ObjectRef<int> argument = Work.BlockAsyncRemote(41, gate);
        ActorHandle<Counter> counter = Counter.CreateRemote(argument);
        ObjectRef<int> added = Callers.AddRemote(counter, 1);
        await gate.Arrived();
        await Soon.Until(async () => (await Ray.ExplainAsync(added)).Reason == PendingReason.Running);

        gate.Open();

        Assert.Equal(42, await added.Within());
    }

    [Fact]
    public async Task Actor_that_a_task_made_lives_as_long_as_somebody_has_its_handle()
    {
        using IDisposable use = Use();
        ActorHandle<Counter> counter = await Callers.MakeRemote(5).Within();
        using Probes probes = await Cluster.ProbeAsync();
        await probes.CollectAsync();

        Assert.Equal(6, await counter.Increment().Within());
        Assert.Equal(7, await Callers.AddRemote(counter, 1).Within());
    }

    [Fact]
    public async Task Actor_ends_when_the_last_handle_is_gone()
    {
        using IDisposable use = Use();
        Gate end = NewGate();
        await CallAsync(end);

        using Probes probes = await Cluster.ProbeAsync();
        await Soon.Until(async () =>
        {
            await probes.CollectAsync();
            return end.Arrivals == 1;
        });

        static async Task CallAsync(string end) => await Ending.CreateRemote(end).Ping().Within();
    }

    [Fact]
    public async Task Handle_that_a_task_holds_keeps_the_actor_and_its_end_ends_it()
    {
        using IDisposable use = Use();
        Gate end = NewGate();
        Gate gate = NewGate();
        ObjectRef<int> keeper = Pass(end, gate);
        await gate.Arrived();
        using Probes probes = await Cluster.ProbeAsync();
        for (int i = 0; i < 3; i++)
        {
            await probes.CollectAsync();
        }

        Assert.Equal(0, end.Arrivals);
        gate.Open();
        Assert.Equal(1, await keeper.Within());
        await Soon.Until(async () =>
        {
            await probes.CollectAsync();
            return end.Arrivals == 1;
        });

        static ObjectRef<int> Pass(string end, string gate) => EndingCallers.KeepRemote(Ending.CreateRemote(end), gate);
    }

    [Fact]
    public async Task Order_is_kept_for_each_caller_of_a_passed_handle()
    {
        using IDisposable use = Use();
        ActorHandle<Journal> journal = Journal.CreateRemote();
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(i, await Callers.NextRemote(journal, Slow.NumberRemote(i)).Within());
        }
    }

    [Fact]
    public async Task Many_hand_on_handles_that_others_call_meanwhile()
    {
        using IDisposable use = Use();
        for (int round = 0; round < 20; round++)
        {
            ActorHandle<Counter> counter = Counter.CreateRemote(0);

            int[] values = await Ray.WhenAll(Enumerable.Range(0, 8).Select(i => Callers.AddDeepRemote(counter, i % 4))).Within();

            Assert.Equal(Enumerable.Range(1, 8), values.Order());
        }
    }

    /// <summary>A call holds its actor's lock while it waits for the link; whoever holds the link and writes a handle must not want the actor's.</summary>
    [Fact]
    public async Task Handle_is_written_while_a_call_of_its_actor_waits_for_the_link()
    {
        await using TestCluster cluster = await TestCluster.StartAsync(workers: 1);
        using IDisposable use = cluster.Use();
        ActorHandle<Counter> counter = Counter.CreateRemote(0);
        await counter.Increment().Within();
        PeerLink peer = cluster.Runtime.Peers.Find(cluster.Node.Workers.States().Single().Process)!;
        ObjectRef<int>? called = null;
        var caller = new Thread(() =>
        {
            using IDisposable alsoHere = cluster.Use();
            called = counter.Increment();
        });

        bool written = await Soon.Blocking(
            () =>
            {
                lock (peer.Link.Gate)
                {
                    caller.Start();
                    SpinWait.SpinUntil(() => caller.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
                    var writer = new MessagePackWriter(new ArrayBufferWriter<byte>());
                    cluster.Runtime.References.WriteHandle(peer, ref writer, counter);
                    return true;
                }
            },
            "a handle that is written");

        Assert.True(written);
        caller.Join();
        Assert.Equal(2, await called!.Within());
    }
}
