using RayNet.Runtime.Cluster.Transfer;

namespace RayNet.Runtime.Cluster.Tests.Transfer;

/// <summary>Who reads from whom.</summary>
public sealed class CopyTrackerTests
{
    private static readonly ObjectId Id = new(1, 1);
    private static readonly NodeId Self = new(1000, 1);

    private readonly CopyTracker _tracker = new(Self);

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(100)]
    public void Readers_at_the_same_time_become_a_tree_in_which_nobody_serves_more_than_two(int readers)
    {
        NodeId[] sources = [.. Enumerable.Range(1, readers).Select(i => Assign(i))];

        Assert.All(sources.GroupBy(static source => source), static children => Assert.InRange(children.Count(), 1, 2));
        Assert.Equal(2, sources.Count(static source => source == Self));
    }

    [Fact]
    public void A_reader_is_never_sent_to_one_that_came_later()
    {
        Assign(1);
        Assign(2);

        Assert.Equal(Self, Assign(1));
        Assert.NotEqual(Node(3), Assign(2));
    }

    [Fact]
    public void An_idle_node_with_the_whole_object_serves_before_a_busy_one()
    {
        Assign(1);
        _tracker.End(Id, Node(1), hasIt: true);

        Assert.Equal(Node(1), Assign(2));
        Assert.Equal(Self, Assign(3));
    }

    [Fact]
    public void Readers_one_after_the_other_are_spread_over_those_that_have_the_object()
    {
        NodeId[] sources = [.. Enumerable.Range(1, 8).Select(i =>
        {
            NodeId source = Assign(i);
            _tracker.End(Id, Node(i), hasIt: true);
            return source;
        })];

        Assert.All(sources.GroupBy(static source => source), static readers => Assert.Single(readers));
    }

    [Fact]
    public void A_source_that_failed_is_not_chosen_again_and_the_others_are_named()
    {
        Assign(1);
        _tracker.End(Id, Node(1), hasIt: true);

        (NodeId source, NodeId[] holders) = _tracker.Assign(Id, Node(2), [Self]);

        Assert.Equal(Node(1), source);
        Assert.Equal([Node(1)], holders);
    }

    [Fact]
    public void A_node_that_is_gone_is_no_source()
    {
        Assign(1);
        _tracker.End(Id, Node(1), hasIt: true);
        _tracker.OnNodeLost(Node(1));

        Assert.Equal(Self, Assign(2));
        Assert.Equal(Self, Assign(3));
    }

    [Fact]
    public void Those_who_have_something_of_an_object_are_told_when_it_goes()
    {
        Assign(1);
        Assign(2);

        Assert.Equal([Node(1), Node(2)], _tracker.Take(Id));
        Assert.Empty(_tracker.Take(Id));
    }

    private static NodeId Node(int number) => new((ulong)number, 1);

    private NodeId Assign(int reader) => _tracker.Assign(Id, Node(reader), []).Source;
}
