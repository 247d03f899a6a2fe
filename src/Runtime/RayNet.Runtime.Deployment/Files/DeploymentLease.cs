using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Files;

/// <summary>The folder of a build, which stays until the lease is disposed: for as long as processes run from it.</summary>
internal sealed class DeploymentLease(DeploymentCache cache, CachedBuild build, BuildManifest manifest, string folder) : IDisposable
{
    private CachedBuild? _build = build;

    internal BuildManifest Manifest { get; } = manifest;

    internal string Folder { get; } = folder;

    internal RunnableApp App => RunnableApp.From(Folder, Manifest);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _build, null) is { } held)
        {
            cache.Release(held);
        }
    }
}
