using RayNet.Runtime.Cluster.Machine;

namespace RayNet.Runtime.Cluster.Tests.Memory;

/// <summary>A machine whose memory is used by the workers of one node alone: what they use is measured, what there is is made up.</summary>
internal sealed class WorkersMemory(long total) : IMemoryUsage
{
    private readonly LinuxMemory _system = new(MachineFiles.System);

    /// <summary>The cluster; nothing is used before it is set.</summary>
    internal TestCluster? Cluster { get; set; }

    public MemoryReading? Read() => Cluster is { } cluster ? new MemoryReading(cluster.Node.Workers.States().Sum(worker => ReadProcess(worker.ProcessId)), total) : null;

    public long ReadProcess(int processId) => _system.ReadProcess(processId);
}
