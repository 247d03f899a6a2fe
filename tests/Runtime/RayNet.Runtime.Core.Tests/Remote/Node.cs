namespace RayNet.Runtime.Tests;

/// <summary>A type that can contain itself in three ways.</summary>
[MaxDepth(100)]
internal sealed class Node
{
    public Node? Next { get; set; }

    public List<Node> Children { get; set; } = [];

    public Dictionary<string, Node> ByName { get; set; } = [];

    [Remote]
    public static int Depth(Node node) => node.Next is { } next ? 1 + Depth(next) : 1;

    /// <summary>Returns a value that contains itself.</summary>
    [Remote]
    public static Node Knot()
    {
        var node = new Node();
        node.Next = node;
        return node;
    }
}
