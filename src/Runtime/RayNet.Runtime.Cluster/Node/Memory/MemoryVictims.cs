namespace RayNet.Runtime.Cluster.Node.Memory;

/// <summary>
/// Which workers are stopped when memory is short: those without work first, the largest of them before others; then those whose work may all be done again, then the others; of equals the
/// one that got work last, since it has least to lose.
/// </summary>
internal static class MemoryVictims
{
    private const double BufferShare = 0.05;
    private const long LargestBuffer = 3L << 30;

    /// <summary>How much has to come free: down to below the threshold, so that the next allocation does not cross it again. 0 where nothing has to.</summary>
    internal static long Excess(long used, long total, double threshold) =>
        used <= total * threshold ? 0 : used - (long)(total * threshold) + Math.Min((long)(total * BufferShare), LargestBuffer);

    /// <summary>The workers to stop, in order: no more than it takes.</summary>
    /// <param name="workers">The workers that are not ending.</param>
    /// <param name="excess">Bytes that have to come free.</param>
    internal static IReadOnlyList<WorkerLoad> Choose(IEnumerable<WorkerLoad> workers, long excess)
    {
        var victims = new List<WorkerLoad>();
        IEnumerable<WorkerLoad> order = workers
            .Where(static worker => worker.Bytes > 0)
            .OrderBy(static worker => worker.Leases == 0 ? 0 : worker.IsRetriable ? 1 : 2)
            .ThenByDescending(static worker => worker.Leases == 0 ? worker.Bytes : worker.Newest)
            .ThenBy(static worker => worker.Process);
        foreach (WorkerLoad worker in order)
        {
            if (excess <= 0)
            {
                break;
            }

            victims.Add(worker);
            excess -= worker.Bytes;
        }

        return victims;
    }
}
