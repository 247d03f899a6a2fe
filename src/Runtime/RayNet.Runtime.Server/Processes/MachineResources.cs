using Microsoft.Extensions.Logging;
using RayNet.Runtime.Cluster.Machine;
using RayNet.Runtime.ObjectStore.Memory;
using RayNet.Runtime.Server.Logging;

namespace RayNet.Runtime.Server.Processes;

/// <summary>What the machine, or the container around the process, offers where the user does not say otherwise.</summary>
internal static class MachineResources
{
    internal const string Cpu = "CPU";
    internal const string Gpu = "GPU";
    internal const string Memory = "memory";

    /// <summary>The label with the model of the node's GPUs. With a colon and the model it is a resource too, of which each node with such GPUs has 1.</summary>
    internal const string AcceleratorType = "raynet/accelerator-type";

    /// <summary>The part of the memory that the object store may take.</summary>
    private const double StoreShare = 0.3;

    private static readonly TimeSpan GpuToolLimit = TimeSpan.FromSeconds(10);

    /// <summary>Looks at the machine.</summary>
    internal static async Task<MachineInfo> FindAsync(ProcessOptions options, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        IReadOnlyList<Gpu> gpus = [];
        if (options.Resources.GetValueOrDefault(Gpu, 1) > 0)
        {
            try
            {
                gpus = await NvidiaGpus.FindAsync(Environment.GetEnvironmentVariable("PATH") ?? string.Empty, Environment.GetEnvironmentVariable(VisibleDevices.Variable), time, GpuToolLimit, cancellationToken).ConfigureAwait(false);
            }
            catch (IOException exception)
            {
                logger.GpusNotFound(exception.Message);
            }
        }

        return new MachineInfo(CpuLimit.Detect(Environment.ProcessorCount, options.Files), MemoryLimit.Detect(options.Files.Read), gpus);
    }

    /// <summary>The machine's, and what the user says on top; a quantity of 0 takes a resource away.</summary>
    internal static Dictionary<string, double> Of(MachineInfo machine, IReadOnlyDictionary<string, double> given, long storeCapacity)
    {
        var resources = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            [Cpu] = machine.Cpus,
            [Gpu] = machine.Gpus.Count,
            [Memory] = Math.Max(0, machine.Memory - storeCapacity),
        };
        foreach (string type in machine.Gpus.Select(static gpu => gpu.Type).Where(static type => type.Length > 0).Distinct(StringComparer.Ordinal))
        {
            resources[$"{AcceleratorType}:{type}"] = 1;
        }

        foreach ((string name, double quantity) in given)
        {
            resources[name] = quantity;
        }

        foreach (string name in resources.Where(static item => item.Value == 0).Select(static item => item.Key).ToList())
        {
            resources.Remove(name);
        }

        return resources;
    }

    /// <summary>The user's labels, and the model of the GPUs where all are of one.</summary>
    internal static Dictionary<string, string> Labels(MachineInfo machine, IReadOnlyDictionary<string, string> given)
    {
        var labels = new Dictionary<string, string>(given, StringComparer.Ordinal);
        if (machine.Gpus.Select(static gpu => gpu.Type).Distinct(StringComparer.Ordinal).ToList() is [{ Length: > 0 } type])
        {
            labels.TryAdd(AcceleratorType, type);
        }

        return labels;
    }

    /// <summary>Bytes of the object store.</summary>
    internal static long StoreCapacity(MachineInfo machine, long? given) => given ?? (long)(machine.Memory * StoreShare);
}
