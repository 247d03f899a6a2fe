using Microsoft.Extensions.Logging;
using RayNet.Runtime.Control;
using RayNet.Runtime.Deployment.Files;
using RayNet.Runtime.Head;
using RayNet.Runtime.Server.Nodes;

namespace RayNet.Runtime.Server.Heads;

/// <summary>
/// Files of builds outlive the head that was sent them: a job is acknowledged when a node beside the head has them, too, and a head that takes over gets what it lacks from the nodes.
/// </summary>
internal sealed class BuildKeeper : IAsyncDisposable
{
    /// <summary>Nodes that are asked for a build at most. The driver's is among the first, and has it.</summary>
    private const int MaxAsked = 64;

    private readonly PeerChannels _peers;
    private readonly CancellationTokenSource _end = new();
    private ClusterHead? _head;
    private Task _gathering = Task.CompletedTask;

    /// <param name="peers">Reaches the nodes.</param>
    /// <param name="store">The head's files.</param>
    /// <param name="manifests">The head's builds.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Hears of builds that nobody has.</param>
    internal BuildKeeper(PeerChannels peers, FileStore store, ManifestStore manifests, TimeProvider time, ILogger logger)
    {
        _peers = peers;
        Files = new GatheredFiles(store, manifests, new FileExchangeService(store, manifests), SourcesOf, time, logger);
    }

    /// <summary>The head's files, with those that nodes have.</summary>
    internal IFileExchange Files { get; }

    /// <summary>Knows the nodes; set when it has read its tables.</summary>
    internal void Use(ClusterHead head) => _head = head;

    /// <summary>Completes when a node beside the head has the files of a job.</summary>
    /// <exception cref="RayException">There are such nodes, and none could get them.</exception>
    internal async Task KeepAsync(JobRecord job, CancellationToken cancellationToken)
    {
        string[] builds = BuildsOf(job);
        if (builds.Length == 0)
        {
            return;
        }

        Exception? failure = null;
        foreach (NodeRecord node in NodesFor(_head!, job.Start.DriverNode))
        {
            try
            {
                await _peers.GetNode(node.Info.Address).KeepBuildsAsync(job.Id, builds, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                failure = exception;
            }
        }

        // Where no node is but the head's, the job has nowhere to go on without the head.
        if (failure is not null)
        {
            throw new RayException(RayErrorCode.ClusterUnreachable, $"No node beside the head could keep the program's files, without which the job would not outlive the head: {failure.Message} Start the program again.", failure);
        }
    }

    /// <summary>Gets the files of all jobs that run, from nodes as they come back. The head does not wait for it.</summary>
    internal void Gather() => _gathering = Task.Run(() => GatherAsync(_head!));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _gathering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private static string[] BuildsOf(JobRecord job) => [.. new[] { job.Start.BuildId, job.Start.WorkingDirectoryId }.Where(static build => build.Length > 0)];

    /// <summary>Nodes in processes of their own, some of them first. Also those that have not come back to this head yet: they may answer.</summary>
    private static IEnumerable<NodeRecord> NodesFor(ClusterHead head, params NodeId[] first) => head.State.Nodes.Values
        .Where(static node => node.Liveness != NodeLiveness.Dead && !node.Info.IsHead)
        .OrderByDescending(static node => node.Liveness == NodeLiveness.Alive)
        .ThenByDescending(node => first.Contains(node.Info.Id))
        .Take(MaxAsked);

    private IReadOnlyList<IFileExchange>? SourcesOf(string build)
    {
        if (_head is not { } head || _end.IsCancellationRequested)
        {
            return null;
        }

        NodeId[] drivers = [.. head.State.Jobs.Values.Where(job => job.EndedAt is null && BuildsOf(job).Contains(build)).Select(static job => job.Start.DriverNode)];
        return drivers.Length == 0 ? null : [.. NodesFor(head, drivers).Select(node => new RemoteFileExchange(_peers.GetPackages(node.Info.Address)))];
    }

    private async Task GatherAsync(ClusterHead head)
    {
        HashSet<string> builds = [.. head.State.Jobs.Values.Where(static job => job.EndedAt is null).SelectMany(BuildsOf)];
        foreach (string build in builds)
        {
            await Files.GetManifestAsync(build, _end.Token).ConfigureAwait(false);
        }
    }
}
