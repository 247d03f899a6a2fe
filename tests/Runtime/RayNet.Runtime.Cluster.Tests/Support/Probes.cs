namespace RayNet.Runtime.Cluster.Tests;

/// <summary>An actor in each worker process, through which a test looks into it.</summary>
internal sealed class Probes : IDisposable
{
    /// <summary>More than the actors by which one worker may be ahead of another one.</summary>
    private const int MostTries = 200;

    private readonly ActorHandle<Probe>[] _all;

    private Probes(ActorHandle<Probe>[] all) => _all = all;

    public ActorHandle<Probe> this[int index] => _all[index];

    public int Count => _all.Length;

    public static async Task<Probes> StartAsync(int workers, Func<string> state)
    {
        ActorHandle<Probe>[] probes = [];
        await Soon.Until(async () =>
        {
            // Actors go where the fewest are, and those of other tests are wherever their handles have not been collected yet; a worker that is still starting gets none.
            var next = new List<ActorHandle<Probe>>();
            var twice = new List<ActorHandle<Probe>>();
            var processes = new HashSet<int>();
            for (int i = 0; i < MostTries && processes.Count < workers; i++)
            {
                ActorHandle<Probe> probe = Probe.CreateRemote();
                if (processes.Add(await probe.ProcessId().Within()))
                {
                    next.Add(probe);
                }
                else
                {
                    twice.Add(probe);
                }
            }

            twice.ForEach(static probe => Ray.Kill(probe));

            if (next.Count == workers)
            {
                probes = [.. next];
                return true;
            }

            next.ForEach(static probe => Ray.Kill(probe));
            return false;
        },
        state);
        return new Probes(probes);
    }

    /// <summary>Collects garbage here and in all workers.</summary>
    public async Task CollectAsync()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        foreach (ActorHandle<Probe> probe in _all)
        {
            await probe.Collect().Within();
        }
    }

    /// <summary>Collects until no process of the cluster counts a reference of another one, but for the handles of the probes themselves.</summary>
    public async Task NothingIsCounted(TestCluster cluster)
    {
        string state = string.Empty;
        await Soon.Until(
            async () =>
            {
                await CollectAsync();
                int[] here = [cluster.Runtime.References.ExportedCount, cluster.Runtime.References.BorrowedCount, cluster.Runtime.References.KeptCount];
                int[][] there = await Ray.WhenAll(_all.Select(static probe => probe.References())).Within();
                state = $"here: {string.Join(' ', here)}; workers: {string.Join(", ", there.Select(static counts => string.Join(' ', counts)))}";
                return here.Sum() + there.Sum(static counts => counts.Sum()) == 0;
            },
            () => state);
    }

    public void Dispose()
    {
        foreach (ActorHandle<Probe> probe in _all)
        {
            Ray.Kill(probe);
        }
    }
}
