namespace RayNet.Runtime.Server.Hosting;

/// <summary>The node whose process made the call that runs; default for a driver or a command. Set by the gate, from a header.</summary>
internal static class CallerNode
{
    private static readonly AsyncLocal<NodeId> s_current = new();

    internal static NodeId Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }
}
