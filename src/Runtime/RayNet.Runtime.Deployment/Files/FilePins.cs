using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Files;

/// <summary>Keeps files in a store until it is disposed.</summary>
internal sealed class FilePins(FileStore store, IReadOnlyCollection<FileHash> hashes) : IDisposable
{
    private FileStore? _store = store;

    public void Dispose() => Interlocked.Exchange(ref _store, null)?.Unpin(hashes);
}
