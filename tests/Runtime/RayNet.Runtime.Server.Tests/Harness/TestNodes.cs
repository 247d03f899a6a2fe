using RayNet.Runtime.Control;

namespace RayNet.Runtime.Server.Tests.Harness;

/// <summary>Nodes for tests.</summary>
internal static class TestNodes
{
    internal static NodeInfo Info(int number) =>
        new(new NodeId((ulong)number, 1), $"node{number}", "127.0.0.1:1", false, new() { ["CPU"] = 4 }, [], 1, "1.2.3", 0);

    internal static NodeReport Report(double free) => new(0, new() { ["CPU"] = free }, [], 0, 0, 0);
}
