namespace RayNet.Runtime.Server.Hosting;

/// <summary>The node whose process made the call that runs, and how to end its connection.</summary>
internal sealed class CallerNode
{
    private static readonly AsyncLocal<CallerNode?> s_current = new();

    internal CallerNode(NodeId node, Action abort)
    {
        Node = node;
        Abort = abort;
    }

    /// <summary>The caller of the current call.</summary>
    internal static CallerNode? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    /// <summary>The node; default for a driver or a command.</summary>
    internal NodeId Node { get; }

    /// <summary>Ends the call's stream at once.</summary>
    internal Action Abort { get; }
}
