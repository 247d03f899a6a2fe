using System.Globalization;
using RayNet.Testing.Nodes;

namespace RayNet.Testing;

/// <summary>What has to hold for a cluster whose drivers have ended, whatever happened to it before.</summary>
public static class ClusterInvariants
{
    private const int MostFiles = 10;

    /// <summary>How long processes have to end after their cluster has.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Looks for what a job has left behind on the nodes that live: objects, bytes of shared memory and of disks, leases, waiting requests, actors, workers, and resources that are not free again.
    /// </summary>
    /// <param name="cluster">The cluster, after its drivers have ended and its detached actors were killed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What was left after <see cref="RayClusterOptions.WaitLimit"/>, in words; nothing where all is well.</returns>
    public static async Task<IReadOnlyList<string>> CheckIdleAsync(RayCluster cluster, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        IReadOnlyList<string> left = [];
        try
        {
            await cluster.WaitForAsync(
                nodes =>
                {
                    left = [.. nodes.Where(static node => node.Condition is NodeCondition.Alive or NodeCondition.Unreachable).SelectMany(Describe)];
                    return left.Count == 0;
                },
                "a cluster without leftovers",
                cancellationToken).ConfigureAwait(false);
            return [];
        }
        catch (TimeoutException exception)
        {
            return left.Count > 0 ? left : [exception.Message];
        }
    }

    /// <summary>Ends the cluster, and looks for processes and files that outlive it.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>What was left, in words; nothing where all is well.</returns>
    public static Task<IReadOnlyList<string>> EndAsync(RayCluster cluster) => EndAsync(cluster, Patience);

    /// <summary>Ends the cluster; its processes have so long to end, too.</summary>
    internal static async Task<IReadOnlyList<string>> EndAsync(RayCluster cluster, TimeSpan patience)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        string folder = cluster.Folder;
        string[] disks = [.. cluster.Nodes.Select(static node => node.Options.ObjectSpillingDirectory).OfType<string>().Where(Directory.Exists).Distinct(StringComparer.Ordinal)];
        await cluster.DisposeAsync().ConfigureAwait(false);
        var left = new List<string>();
        foreach ((int id, string command) in await ProcessesOf.WaitForNoneAsync(folder, patience).ConfigureAwait(false))
        {
            left.Add(string.Create(CultureInfo.InvariantCulture, $"process {id} lives on: {command}"));
        }

        left.AddRange(DescribeFiles(folder, disks));
        return left;
    }

    /// <summary>What is left in the folder of the cluster, and of spilled objects on its disks.</summary>
    internal static IEnumerable<string> DescribeFiles(string folder, IEnumerable<string> disks)
    {
        IEnumerable<string> spilled = disks.SelectMany(static disk => Directory.EnumerateFileSystemEntries(disk, "raynet-spill-*", SearchOption.AllDirectories));
        IEnumerable<string> own = Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Take(MostFiles) : [];
        return spilled.Concat(own).Select(static path => $"'{path}' was not deleted");
    }

    /// <summary>What a node has that nobody needs.</summary>
    internal static IEnumerable<string> Describe(NodeStatus node)
    {
        if (node.Condition != NodeCondition.Alive || !node.HasAnswered)
        {
            yield return $"{node.Name} {node.Id} does not answer ({node.Condition} {node.Reason})";
            yield break;
        }

        foreach ((string what, long count) in new (string, long)[]
        {
            ("objects", node.StoredObjects),
            ("bytes of shared memory in use", node.StoreUsedBytes),
            ("bytes on disk", node.SpilledBytes),
            ("leases", node.Leases),
            ("waiting requests", node.PendingRequests),
            ("actors", node.Actors),
            ("workers", node.WorkerProcesses.Count),
        })
        {
            if (count != 0)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{node.Name} {node.Id} has {count} {what} left");
            }
        }

        foreach ((string resource, double amount) in node.Resources)
        {
            if (resource is "CPU" or "GPU" && node.Available.GetValueOrDefault(resource) < amount)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{node.Name} {node.Id} has {node.Available.GetValueOrDefault(resource)} of {amount} {resource} free");
            }
        }
    }
}
