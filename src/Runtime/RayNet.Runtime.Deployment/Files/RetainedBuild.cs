using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Files;

/// <summary>A build that stays in the store until this is disposed.</summary>
internal sealed class RetainedBuild(ManifestStore manifests, BuildId id, FilePins pins) : IDisposable
{
    private int _disposed;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            pins.Dispose();
            manifests.Unpin(id);
        }
    }
}
