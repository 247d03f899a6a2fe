using RayNet.Runtime.Deployment.Builds;
using RayNet.Runtime.Deployment.Files;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>Builds that this node keeps for the cluster while their jobs run, whether it runs something of them or not.</summary>
internal sealed class KeptBuilds(DeploymentCache? deployments, IFileExchange? packages)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<JobId, List<DeploymentLease>> _leases = [];

    /// <summary>Completes when all of their files are here.</summary>
    /// <exception cref="InvalidPackageException">One cannot be had.</exception>
    internal async Task KeepAsync(JobId job, IEnumerable<string> builds, CancellationToken cancellationToken)
    {
        List<DeploymentLease>? kept;
        lock (_gate)
        {
            if (!_leases.TryGetValue(job, out kept))
            {
                kept = _leases[job] = [];
            }
        }

        foreach (string build in builds)
        {
            if (deployments is null || !BuildId.TryParse(build, out BuildId id))
            {
                throw new InvalidPackageException($"Build '{build}' cannot be had on this node.");
            }

            DeploymentLease lease = await deployments.AcquireAsync(id, packages, cancellationToken).ConfigureAwait(false);
            if (!TryAdd(job, kept, lease))
            {
                lease.Dispose();
            }
        }
    }

    internal void EndJob(JobId job)
    {
        List<DeploymentLease>? leases;
        lock (_gate)
        {
            _leases.Remove(job, out leases);
        }

        leases?.ForEach(static lease => lease.Dispose());
    }

    /// <summary>Unless the job has ended meanwhile.</summary>
    private bool TryAdd(JobId job, List<DeploymentLease> kept, DeploymentLease lease)
    {
        lock (_gate)
        {
            if (!_leases.TryGetValue(job, out List<DeploymentLease>? known) || !ReferenceEquals(known, kept))
            {
                return false;
            }

            kept.Add(lease);
            return true;
        }
    }
}
