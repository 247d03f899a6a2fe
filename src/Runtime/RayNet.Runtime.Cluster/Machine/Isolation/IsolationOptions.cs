namespace RayNet.Runtime.Cluster.Machine.Isolation;

/// <summary>How a node keeps its workers apart from itself by control groups of version 2.</summary>
internal sealed record IsolationOptions
{
    private const double Share = 0.1;
    private const long MostMemory = 10L << 30;

    /// <summary>The control group in which the node makes its own; empty for the one that it runs in.</summary>
    internal string Folder { get; init; } = string.Empty;

    /// <summary>What the node itself gets of the CPUs when they are contended; by default a tenth.</summary>
    internal double? ReservedCpus { get; init; }

    /// <summary>What workers leave of the memory, in bytes; by default a tenth, and 10 GiB at most.</summary>
    internal long? ReservedMemory { get; init; }

    internal double CpusOf(double cpus) => ReservedCpus ?? (cpus * Share);

    internal long MemoryOf(long memory) => ReservedMemory ?? Math.Min((long)(memory * Share), MostMemory);
}
