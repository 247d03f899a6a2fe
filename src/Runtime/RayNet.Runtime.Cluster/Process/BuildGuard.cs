using System.Collections.Concurrent;
using RayNet.Runtime.Control;
using RayNet.Runtime.Deployment.Builds;
using RayNet.Runtime.Deployment.Files;

namespace RayNet.Runtime.Cluster;

/// <summary>Keeps processes of different builds apart: what a type or method of one name means is not the same in both.</summary>
internal sealed class BuildGuard(ClusterRuntime runtime)
{
    private readonly ConcurrentDictionary<JobId, bool> _same = new();

    /// <summary>Where the files of builds are told; set where builds travel.</summary>
    internal IPackageService? Packages { get; set; }

    /// <summary>Refuses an actor of a job that runs another build.</summary>
    /// <exception cref="BuildMismatchException">The builds differ; the message names the files.</exception>
    internal ActorRecord? Check(ActorRecord? actor)
    {
        if (actor?.Registration is { } found && found.Job != runtime.JobId && runtime.Identity.BuildId.Length > 0 && !_same.ContainsKey(found.Job))
        {
            CheckAsync(found).GetAwaiter().GetResult();
        }

        return actor;
    }

    private async Task CheckAsync(ActorRegistration actor)
    {
        JobRecord? job = await runtime.Head.GetJobAsync(actor.Job).ConfigureAwait(false);
        if (job is null || job.Start.BuildId.Length == 0 || job.Start.BuildId == runtime.Identity.BuildId)
        {
            _same[actor.Job] = true;
            return;
        }

        string owner = $"job {job.Id} ('{job.Start.EntryPoint}'), which has actor '{actor.Name}' ({actor.ClassName}),";
        throw await FindAsync(job.Start.BuildId).ConfigureAwait(false) is { } theirs && await FindAsync(runtime.Identity.BuildId).ConfigureAwait(false) is { } own
            ? BuildErrors.Mismatch(theirs, own, owner, "This program")
            : new BuildMismatchException($"This program runs build {runtime.Identity.BuildId}, and {owner} runs build {job.Start.BuildId}. Build once and start both from that build.");
    }

    private async Task<BuildManifest?> FindAsync(string build)
    {
        try
        {
            return Packages is null ? null : await new RemoteFileExchange(Packages).GetManifestAsync(build, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RayException or IOException or Grpc.Core.RpcException)
        {
            // The builds differ all the same; only the names of the files are missing.
            return null;
        }
    }
}
