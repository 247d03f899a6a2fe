using Zoo;

namespace RayNet.Generators.Types.Tests.Runtime;

public sealed class DepthTests
{
    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void ChainUpToTheLimit(int length, bool fits)
    {
        Node? node = null;
        for (int i = 0; i < length; i++)
        {
            node = new Node { Value = i, Next = node };
        }

        Check<Node>(node!, fits, "[MaxDepth(10)]");
    }

    [Theory]
    [InlineData(400, true)]
    [InlineData(401, false)]
    public void LargestLimitFitsTheStack(int length, bool fits)
    {
        var deep = new Deep();
        for (int i = 1; i < length; i++)
        {
            deep = new Deep { Next = new() { ["next"] = [deep] } };
        }

        Check(deep, fits, "[MaxDepth(400)]");
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public void UnionCountsItsBase(int length, bool fits)
    {
        Expression expression = new Constant(1);
        for (int i = 1; i < length; i++)
        {
            expression = new Sum(expression, new Constant(2));
        }

        Check(expression, fits, "[MaxDepth(20)]");
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void CycleOfTwoTypesCountsTheLimitedOne(int length, bool fits)
    {
        var ping = new Ping();
        for (int i = 1; i < length; i++)
        {
            ping = new Ping { Pong = new Pong { Ping = ping } };
        }

        Check(ping, fits, "[MaxDepth(5)]");
    }

    [Fact]
    public void SelfReferenceIsAnError()
    {
        var node = new Node();
        node.Next = node;
        var tree = new Tree();
        tree.Children.Add(tree);
        var ping = new Ping { Pong = new Pong() };
        ping.Pong.Ping = ping;
        var folder = new Folder();
        folder.Folders["self"] = folder;
        Check(node, false, "Zoo.Node");
        Check(tree, false, "Zoo.Tree");
        Check(ping, false, "Zoo.Ping");
        Check(new Dictionary<string, Folder> { ["a"] = folder }, false, "Zoo.Folder");
    }

    [Fact]
    public void WideValuesHaveNoLimit()
    {
        var tree = new Tree { Children = [.. Enumerable.Range(0, 1000).Select(static _ => new Tree())] };
        Check(tree, true, "");
        Check(new ImmutableTree(0, [.. Enumerable.Range(0, 1000).Select(static i => new ImmutableTree(i, []))]), true, "");
    }

    [Fact]
    public void AnErrorLeavesNoTraceForTheNextValue()
    {
        var node = new Node();
        node.Next = node;
        for (int i = 0; i < 20; i++)
        {
            Check(node, false, "");
            Check(new Node { Next = new Node() }, true, "");
        }
    }

    [Fact]
    public void BytesThatAreTooDeepAreRefused()
    {
        // [0, [0, [0, … nil]]]
        byte[] bytes = [.. Enumerable.Repeat<byte[]>([0x92, 0x00], 11).SelectMany(static level => level), 0xc0];
        var error = Assert.Throws<RaySerializationException>(() => RaySerializer.Deserialize<Node>(bytes));
        Assert.Contains("[MaxDepth(10)]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownMembersMayBeDeepWithoutHarm()
    {
        // A second-to-none nested array in a position that Empty does not have.
        byte[] bytes = [0x91, .. Enumerable.Repeat((byte)0x91, 1_000_000), 0xc0];
        Assert.NotNull(RaySerializer.Deserialize<Empty>(bytes));
    }

    private static void Check<T>(T value, bool fits, string message)
    {
        if (fits)
        {
            byte[] bytes = RaySerializer.Serialize(value);
            Assert.Equal(bytes, RaySerializer.Serialize(RaySerializer.Deserialize<T>(bytes)));
            Assert.Equal(bytes, RaySerializer.Serialize(RaySerializer.Copy(value)));
            return;
        }

        foreach (Action action in (Action[])[() => RaySerializer.Copy(value), () => RaySerializer.Serialize(value)])
        {
            var error = Assert.Throws<RaySerializationException>(action);
            Assert.Contains(message, error.Message, StringComparison.Ordinal);
            Assert.Contains("MaxDepth", error.Message, StringComparison.Ordinal);
        }
    }
}
