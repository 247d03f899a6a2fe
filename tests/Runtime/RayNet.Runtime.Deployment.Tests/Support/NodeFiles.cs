using RayNet.Runtime.Deployment.Builds;
using RayNet.Runtime.Deployment.Files;

namespace RayNet.Runtime.Deployment.Tests;

/// <summary>The files of a node or a head, in a folder that goes with the test.</summary>
internal sealed class NodeFiles : IDisposable
{
    private readonly TempFolder _folder;
    private readonly bool _ownsFolder;

    public NodeFiles(FileStoreOptions? options = null, TempFolder? folder = null, PackageLimits? limits = null, DeploymentCacheOptions? cache = null)
    {
        _ownsFolder = folder is null;
        _folder = folder ?? new TempFolder();
        Store = FileStore.Open(_folder.Path, options);
        Manifests = new ManifestStore(Store);
        Service = new FileExchangeService(Store, Manifests, limits);
        Cache = new DeploymentCache(Store, Manifests, cache);
    }

    public FileStore Store { get; }

    public ManifestStore Manifests { get; }

    public FileExchangeService Service { get; }

    public DeploymentCache Cache { get; }

    public string Root => _folder.Path;

    public void Dispose()
    {
        Store.Dispose();
        if (_ownsFolder)
        {
            _folder.Dispose();
        }
    }

    /// <summary>Brings a file in, as a sender would.</summary>
    public async Task<FileHash> AddAsync(byte[] content)
    {
        FileHash hash = FileHash.Of(content);
        long received = await Service.WriteChunkAsync(hash.ToString(), 0, content.Length, content, CancellationToken.None);
        Assert.Equal(content.Length, received);
        return hash;
    }
}
