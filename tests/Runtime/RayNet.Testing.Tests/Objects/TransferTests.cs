using RayNet.Testing.Nodes;

namespace RayNet.Testing.Tests;

/// <summary>One object and several nodes that want it.</summary>
public sealed class TransferTests
{
    private const int Large = 32 << 20;

    [Fact]
    public async Task Of_three_nodes_that_want_an_object_at_once_its_node_serves_two_at_most()
    {
        await using RayCluster cluster = await StartAsync();
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        await WarmUpAsync();
        ObjectRef<byte[]> stored = driver.Put(Work.Make(Large, 3));
        long before = Sent(cluster, "head");

        ObjectRef<long>[] sums = [.. Names.Skip(1).Select(name => Work.SumRemote(stored, On.Node(name)))];
        foreach (ObjectRef<long> sum in sums)
        {
            Assert.Equal(3L * Large, await sum.Within());
        }

        long fromHead = Sent(cluster, "head") - before;
        Assert.InRange(fromHead, Large, (2L * Large) + (1 << 20));
        Assert.True(Names.Sum(name => Sent(cluster, name)) - before >= 3L * Large, "every node got a copy of its own");
    }

    [Fact]
    public async Task A_reader_whose_source_is_lost_on_the_way_goes_on_with_a_node_that_has_a_copy()
    {
        await using RayCluster cluster = await StartAsync();
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ObjectRef<byte[]> made = Work.MakeRemote(Large, 3, On.Node("second"));
        Assert.Equal(3L * Large, await Work.SumRemote(made, On.Node("third")).Within());

        // The third node, which has served nobody, is the source.
        Node(cluster, "fourth").Network.CutAfter(Node(cluster, "third").Address, 8 << 20);
        long before = Sent(cluster, "second");

        Assert.Equal(3L * Large, await Work.SumRemote(made, On.Node("fourth")).Within());

        // It went on where it had stopped.
        Assert.InRange(Sent(cluster, "second") - before, Large - (16 << 20), Large - (4 << 20));
    }

    [Fact]
    public async Task A_reader_that_loses_its_source_and_the_node_that_named_it_goes_on_with_another_one()
    {
        await using RayCluster cluster = await StartAsync();
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ObjectRef<byte[]> made = Work.MakeRemote(Large, 3, On.Node("second"));
        Assert.Equal(3L * Large, await Work.SumRemote(made, On.Node("head")).Within());
        Assert.Equal(3L * Large, await Work.SumRemote(made, On.Node("third")).Within());

        // Whichever of the two is the source: it and the object's node are gone for the reader after a quarter.
        string second = Node(cluster, "second").Address;
        Node(cluster, "fourth").Network.CutAfter(Node(cluster, "head").Address, 8 << 20, second);
        Node(cluster, "fourth").Network.CutAfter(Node(cluster, "third").Address, 8 << 20, second);
        long before = Sent(cluster, "head") + Sent(cluster, "third");

        Assert.Equal(3L * Large, await Work.SumRemote(made, On.Node("fourth")).Within());

        Assert.InRange(Sent(cluster, "head") + Sent(cluster, "third") - before, Large, Large + (16 << 20));
    }

    // Row 62
    [Fact]
    public async Task An_object_whose_node_died_is_read_from_another_node_that_has_it()
    {
        await using RayCluster cluster = await StartAsync();
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ActorHandle<Counter> keeper = Counter.CreateRemote(On.Actor("third"));
        ObjectRef<byte[]> made = Work.MakeRemote(Large, 3, On.Node("second", maxRetries: 0));
        await keeper.Hold([made]).AsTask().Within();
        Assert.Equal(3L * Large, await keeper.SumHeld().Within());
        RayNode second = cluster.Nodes.Single(static node => node.Name == "second");

        await cluster.KillNodeAsync(second);
        await cluster.WaitForNodeDeadAsync(second);

        Assert.Equal(3L * Large, await Work.SumRemote(made, On.Node("fourth")).Within());
        Assert.Equal(Large, (await made.Within()).Length);
    }

    [Fact]
    public async Task Many_objects_at_once_arrive_whole_on_every_node()
    {
        await using RayCluster cluster = await StartAsync();
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ObjectRef<byte[]>[] stored = [.. Enumerable.Range(1, 10).Select(i => driver.Put(Work.Make((i << 20) + i, (byte)i)))];

        var sums = new List<(ObjectRef<long> Sum, long Expected)>();
        for (int i = 0; i < stored.Length; i++)
        {
            int value = i + 1;
            sums.AddRange(Names.Select(name => (Work.SumRemote(stored[value - 1], On.Node(name)), value * ((long)(value << 20) + value))));
        }

        foreach ((ObjectRef<long> sum, long expected) in sums)
        {
            Assert.Equal(expected, await sum.Within());
        }
    }

    private static string[] Names { get; } = ["head", "second", "third", "fourth"];

    private static Task<RayCluster> StartAsync() => RayCluster.StartAsync(new RayClusterOptions { Head = On.Has("head"), Nodes = [.. Names.Skip(1).Select(static name => On.Has(name))] });

    /// <summary>So that all nodes have a worker, and ask at the same time.</summary>
    private static async Task WarmUpAsync()
    {
        foreach (string name in Names)
        {
            Assert.Equal(1, await Work.EchoRemote(1, On.Node(name)).Within());
        }
    }

    private static InProcessNode Node(RayCluster cluster, string name) => (InProcessNode)cluster.Nodes.Single(node => node.Name == name).Process;

    private static long Sent(RayCluster cluster, string name) => Node(cluster, name).SentObjectBytes;
}
