namespace RayNet.Runtime.Cluster.Machine;

/// <summary>The variables by which CUDA's libraries see some of the GPUs and not the others. They read them once, when they are loaded.</summary>
internal static class VisibleDevices
{
    internal const string Variable = "CUDA_VISIBLE_DEVICES";

    /// <summary>Numbers are those of <c>nvidia-smi</c>; CUDA's own order would be another one on machines with several models.</summary>
    private const string Order = "CUDA_DEVICE_ORDER";

    /// <summary>The variables of a worker that holds these GPUs and no others.</summary>
    /// <param name="job">The job's variables: what is set there is meant and stays.</param>
    /// <param name="gpus">The GPUs; <see langword="null"/> where the node counts none, and leaves the variable alone.</param>
    internal static IReadOnlyDictionary<string, string> Add(IReadOnlyDictionary<string, string> job, IReadOnlyList<string>? gpus)
    {
        if (gpus is null)
        {
            return job;
        }

        var variables = new Dictionary<string, string>(job, StringComparer.Ordinal);
        variables.TryAdd(Variable, string.Join(',', gpus));
        if (gpus.Count > 0)
        {
            variables.TryAdd(Order, "PCI_BUS_ID");
        }

        return variables;
    }
}
