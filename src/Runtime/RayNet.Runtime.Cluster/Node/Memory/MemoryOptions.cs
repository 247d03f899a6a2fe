using RayNet.Runtime.Cluster.Machine;

namespace RayNet.Runtime.Cluster.Node.Memory;

/// <summary>When a node stops workers so that its memory does not run out.</summary>
internal sealed record MemoryOptions
{
    /// <summary>Never: for nodes whose machine belongs to others as well, as in tests.</summary>
    internal static readonly MemoryOptions Off = new() { Interval = TimeSpan.Zero };

    /// <summary>The part of the memory from which on workers are stopped.</summary>
    internal double Threshold { get; init; } = 0.95;

    /// <summary>How often the memory is looked at; zero for never.</summary>
    internal TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Says how much is used.</summary>
    internal IMemoryUsage Usage { get; init; } = new LinuxMemory(MachineFiles.System);
}
