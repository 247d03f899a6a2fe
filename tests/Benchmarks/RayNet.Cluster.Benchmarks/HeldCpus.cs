namespace RayNet.Cluster.Benchmarks;

/// <summary>Tasks that hold all CPUs until they are released: what is submitted meanwhile stays in the queue.</summary>
internal sealed class HeldCpus
{
    private const int Cpus = 4;

    private readonly string _gate = Path.Combine(Path.GetTempPath(), $"raynet-gate-{Environment.ProcessId}");
    private readonly ObjectRef<int>[] _holders;

    internal HeldCpus()
    {
        File.WriteAllText(_gate, string.Empty);
        _holders = [.. Enumerable.Range(0, Cpus).Select(_ => Work.HoldWhileRemote(_gate))];
    }

    /// <summary>Lets the queue go on.</summary>
    internal void Release() => File.Delete(_gate);

    /// <summary>Completes when the holders have ended.</summary>
    internal Task EndAsync() => Ray.WhenAll(_holders);
}
