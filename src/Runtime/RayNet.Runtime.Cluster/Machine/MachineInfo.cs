namespace RayNet.Runtime.Cluster.Machine;

/// <summary>What a machine, or the container around the process, offers.</summary>
/// <param name="Cpus">CPUs.</param>
/// <param name="Memory">Bytes.</param>
/// <param name="Gpus">GPUs.</param>
internal sealed record MachineInfo(double Cpus, long Memory, IReadOnlyList<Gpu> Gpus);
