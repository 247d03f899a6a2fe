namespace RayNet.Testing.Chaos;

/// <summary>Counts attempts beyond the first of tasks, as the nodes beside the drivers tell of them. A node remembers the latest only, and takes them with it: it is asked again and again.</summary>
internal sealed class RetryCount
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly RayCluster _cluster;
    private readonly HashSet<(string Task, int Attempt)> _retries = [];
    private readonly Task _running;
    private volatile bool _stops;

    private RetryCount(RayCluster cluster)
    {
        _cluster = cluster;
        _running = RunAsync();
    }

    /// <summary>How many there were, and how many tasks had them.</summary>
    internal (int Retries, int Tasks) Total => (_retries.Count, _retries.Select(static retry => retry.Task).Distinct(StringComparer.Ordinal).Count());

    internal static RetryCount Start(RayCluster cluster) => new(cluster);

    internal async Task StopAsync()
    {
        _stops = true;
        await _running.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        while (!_stops)
        {
            try
            {
                foreach (NodeStatus node in await _cluster.ListNodesAsync().ConfigureAwait(false))
                {
                    _retries.UnionWith(node.Retries);
                }
            }
            catch (RayException)
            {
                // No head leads at the moment.
            }

            await Task.Delay(Interval).ConfigureAwait(false);
        }
    }
}
