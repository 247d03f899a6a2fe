using System.Runtime.CompilerServices;

namespace RayNet.Runtime.Tests.Objects;

public sealed class PutTests
{
    // Row 8
    [Fact]
    public async Task What_is_put_comes_back_on_a_node_without_cpus()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 0);
        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(i, Ray.Get(Ray.Put(i)));
            Assert.Equal(i / 3.0, Ray.Get(Ray.Put(i / 3.0)));
            Assert.Equal(new string('x', i), Ray.Get(Ray.Put(new string('x', i))));
            Assert.Equal(Enumerable.Range(0, i), Ray.Get(Ray.Put(Enumerable.Range(0, i).ToList())));
        }
    }

    // Row 9
    [Fact]
    public async Task Values_that_contain_themselves_are_refused_and_never_hang()
    {
        await using TestCluster cluster = TestCluster.Start();
        var self = new Node();
        self.Next = self;
        var first = new Node { Next = new Node() };
        first.Next.Next = first;
        var list = new Node();
        list.Children.Add(list);
        var map = new Node();
        map.ByName["me"] = map;

        Assert.All((Node[])[self, first, list, map], node =>
        {
            RaySerializationException put = Assert.Throws<RaySerializationException>(() => Ray.Put(node));
            RaySerializationException argument = Assert.Throws<RaySerializationException>(() => _ = Node.DepthRemote(node));
            Assert.Contains("Node", put.Message, StringComparison.Ordinal);
            Assert.Equal(RayErrorCode.Serialization, argument.Code);
        });
        Assert.Equal(3, await Node.DepthRemote(new Node { Next = new Node { Next = new Node() } }).Within());
        await Node.KnotRemote().FailsWith<RaySerializationException>();
    }

    // Row 10
    [Fact]
    public async Task Object_with_a_ref_in_a_field_can_be_put()
    {
        await using TestCluster cluster = TestCluster.Start();
        ObjectRef<Holder> holder = Ray.Put(new Holder("sum", Work.AddRemote(1, 2)));

        Assert.Equal(3, await Holder.GetRemote(holder).Within());
        Assert.Equal(3, await (await holder.Within()).Reference.Within());
    }

    // Row 11, as far as one process can
    [Fact]
    public async Task Large_result_is_there_after_wait()
    {
        await using TestCluster cluster = TestCluster.Start();
        ObjectRef<double[]> large = Matrix.MakeArrayRemote(10_000_000);

        await Ray.WaitAsync([large]).Within();

        Assert.True(large.IsReady);
        Assert.Equal(10_000_000, Ray.Get(large).Length);
    }

    [Fact]
    public async Task Immutable_values_are_shared_by_reference()
    {
        await using TestCluster cluster = TestCluster.Start();
        string text = new('x', 1000);
        var point = new Point(1, "a");
        ReadOnlyMemory<byte> memory = new byte[1000];

        Assert.Same(text, Ray.Get(Ray.Put(text)));
        Assert.Same(point, Ray.Get(Ray.Put(point)));
        Assert.Same(point, await Sharing.SameRemote(Ray.Put(point)).Within());
        Assert.Same(text, await Work.TextRemote(text).Within());
        Assert.True(Ray.Get(Ray.Put(memory)).Span == Ray.Get(Ray.Put(memory)).Span || !memory.IsEmpty);
        ObjectRef<ReadOnlyMemory<byte>> stored = Ray.Put(memory);
        Assert.True(Ray.Get(stored).Span == Ray.Get(stored).Span, "readers of the stored memory share it");
    }

    [Fact]
    public async Task Mutable_values_are_isolated_from_their_caller_and_from_each_getter()
    {
        await using TestCluster cluster = TestCluster.Start();
        List<int> mine = [1, 2, 3];
        ObjectRef<List<int>> stored = Ray.Put(mine);
        mine.Clear();

        List<int> first = Ray.Get(stored);
        first.Add(4);
        List<int> second = await stored.Within();
        second.Add(5);

        Assert.Equal(new[] { 1, 2, 3 }, Ray.Get(stored));
        Assert.NotSame(first, second);
    }

    [Fact]
    public async Task Arguments_are_isolated_from_the_caller_at_the_call()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        Gate gate = cluster.Gate();
        ObjectRef<int> busy = Work.BlockRemote(1, gate);
        List<int> mine = [1, 2, 3];
        ObjectRef<int> sum = Sharing.SumRemote(mine);
        mine.Add(100);
        gate.Open();

        Assert.Equal(6, await sum.Within());
        Assert.Equal(new[] { 1, 2, 3, 100 }, mine);
        await busy.Within();
    }

    [Fact]
    public async Task Task_that_changes_its_argument_changes_nobody_elses()
    {
        await using TestCluster cluster = TestCluster.Start();
        ObjectRef<List<int>> stored = Ray.Put<List<int>>([1]);

        List<int>[] results = await Ray.WhenAll(Enumerable.Range(0, 20).Select(i => Sharing.AppendRemote(stored, i))).Within();

        Assert.All(results, list => Assert.Equal(2, list.Count));
        Assert.Equal(new[] { 1 }, Ray.Get(stored));
    }

    [Fact]
    public async Task Result_of_a_task_is_isolated_from_what_the_task_keeps()
    {
        await using TestCluster cluster = TestCluster.Start();
        List<int> first = await Sharing.StaticRemote().Within();
        first.Add(1);

        Assert.Empty(await Sharing.StaticRemote().Within());
    }

    [Fact]
    public async Task Disposed_ref_says_so_and_the_last_one_releases_the_value()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ObjectRef<Tracked> reference = TrackedItems.OneRemote(gate);
        await ReadAsync(reference);

        reference.Dispose();
        reference.Dispose();

        await gate.Arrived().AfterCollection();
        ObjectReleasedException error = Assert.Throws<ObjectReleasedException>(() => Ray.Get(reference));
        Assert.Contains("disposed", error.Message, StringComparison.Ordinal);
        Assert.Throws<ObjectReleasedException>(() => _ = reference.IsReady);
        Assert.Throws<ObjectReleasedException>(() => _ = TrackedItems.NumberOfRemote(reference));
        Assert.Contains("disposed", reference.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ref_disposed_after_it_was_passed_is_still_resolved()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ObjectRef<int> argument = Work.BlockRemote(4, gate);
        ObjectRef<int> sum = Work.AddRemote(argument, 1);
        argument.Dispose();
        gate.Open();

        Assert.Equal(5, await sum.Within());
    }

    [Fact]
    public async Task Ref_disposed_after_it_was_passed_inside_a_value_is_still_usable_there()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ObjectRef<int> inner = Work.BlockRemote(4, gate);
        ObjectRef<string> inList = Matrix.UseNumbersRemote([inner]);
        ObjectRef<int> direct = Nested.GetOfRemote(inner);
        ObjectRef<Holder> stored = Ray.Put(new Holder("x", inner));
        inner.Dispose();
        gate.Open();

        Assert.Equal("Int32 4", await inList.Within());
        Assert.Equal(4, await direct.Within());
        Assert.Equal(4, await Holder.GetRemote(stored).Within());
    }

    [Fact]
    public async Task Ref_returned_by_a_task_is_a_ref()
    {
        await using TestCluster cluster = TestCluster.Start();

        ObjectRef<int> inner = await Sharing.MakeRefRemote(5).Within();

        Assert.Equal(5, await inner.Within());
        Assert.Equal(5, await Work.EchoRemote(inner).Within());
    }

    [Fact]
    public async Task Refs_in_results_in_lists_and_dictionaries_can_be_read()
    {
        await using TestCluster cluster = TestCluster.Start();

        Dictionary<string, List<ObjectRef<int>>> results = await Sharing.ManyRefsRemote(3).Within();

        Assert.Equal(new[] { 0, 1, 2 }, await Ray.WhenAll(results["all"]).Within());
    }

    [Fact]
    public async Task Pending_ref_that_is_disposed_still_runs()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();

        Work.ArriveRemote(gate).Dispose();

        await gate.Arrived();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task ReadAsync(ObjectRef<Tracked> reference) => Assert.Equal(1, (await reference.Within()).Number);
}
