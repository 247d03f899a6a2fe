using RayNet.Runtime.Deployment.Builds;
using RayNet.Runtime.Deployment.Logging;

namespace RayNet.Runtime.Deployment.Files;

/// <summary>The builds that a node has as folders, which workers run from. Each is made once, whoever asks and how often.</summary>
internal sealed class DeploymentCache
{
    private readonly Lock _gate = new();
    private readonly Dictionary<BuildId, CachedBuild> _builds = [];
    private readonly FileStore _store;
    private readonly ManifestStore _manifests;
    private readonly DeploymentCacheOptions _options;
    private readonly string _root;

    /// <summary>The store below, for those who bring files to this machine.</summary>
    internal IFileExchange Exchange { get; }

    internal DeploymentCache(FileStore store, ManifestStore manifests, DeploymentCacheOptions? options = null)
    {
        _store = store;
        _manifests = manifests;
        Exchange = new FileExchangeService(store, manifests);
        _options = options ?? new DeploymentCacheOptions();
        _root = Path.Combine(store.Root, "builds");
        Directory.CreateDirectory(_root);
        foreach (DirectoryInfo folder in new DirectoryInfo(_root).EnumerateDirectories())
        {
            if (BuildId.TryParse(folder.Name, out BuildId id))
            {
                _builds[id] = new CachedBuild(id, _options.TimeProvider.GetUtcNow());
            }
            else
            {
                // Half a build of a run that was killed.
                Remove(folder.FullName);
            }
        }
    }

    /// <summary>The folder of a build. What of it is not here comes from <paramref name="source"/>.</summary>
    internal async ValueTask<DeploymentLease> AcquireAsync(BuildId id, IFileExchange? source, CancellationToken cancellationToken)
    {
        Collect(_options.UnusedLifetime);
        CachedBuild? build;
        Task<BuildManifest> ready;
        lock (_gate)
        {
            if (!_builds.TryGetValue(id, out build))
            {
                build = _builds[id] = new CachedBuild(id, _options.TimeProvider.GetUtcNow());
            }

            build.Leases++;
            if (build.Ready is { IsFaulted: true })
            {
                // What failed for others is tried again.
                build.Ready = null;
            }

            // Not cancelled with the caller: others may wait for the same build.
            ready = build.Ready ??= Task.Run(() => MaterialiseAsync(build, source), CancellationToken.None);
        }

        try
        {
            BuildManifest manifest = await ready.WaitAsync(cancellationToken).ConfigureAwait(false);
            return new DeploymentLease(this, build, manifest, FolderOf(id));
        }
        catch
        {
            Release(build);
            throw;
        }
    }

    /// <summary>A copy of the files that its owner may change: the working directory of a job.</summary>
    internal Task CopyAsync(DeploymentLease lease, string folder, CancellationToken cancellationToken) =>
        Task.Run(() => BuildFolder.Create(_store, lease.Manifest, Path.GetFullPath(folder), writable: true), cancellationToken);

    /// <summary>Removes builds that nobody has used for so long.</summary>
    internal int Collect(TimeSpan unusedFor)
    {
        List<string> trash = [];
        lock (_gate)
        {
            DateTimeOffset now = _options.TimeProvider.GetUtcNow();
            foreach (CachedBuild build in _builds.Values.Where(build => build.Leases == 0 && now - build.UnusedSince >= unusedFor && build.Ready is null or { IsCompleted: true }).ToList())
            {
                _builds.Remove(build.Id);
                build.Pins?.Dispose();
                string folder = FolderOf(build.Id);
                if (Directory.Exists(folder))
                {
                    // Out of the way first, so that the same build can be made again while this one is removed.
                    string target = $"{folder}.{Guid.NewGuid():n}.old";
                    Directory.Move(folder, target);
                    trash.Add(target);
                    _options.Logger.BuildRemoved(build.Id);
                }
            }
        }

        trash.ForEach(Remove);
        return trash.Count;
    }

    internal void Release(CachedBuild build)
    {
        lock (_gate)
        {
            build.Leases--;
            build.UnusedSince = _options.TimeProvider.GetUtcNow();
        }
    }

    private async Task<BuildManifest> MaterialiseAsync(CachedBuild build, IFileExchange? source)
    {
        BuildId id = build.Id;
        string folder = FolderOf(id);
        BuildManifest manifest = _manifests.Get(id) ?? await FetchManifestAsync(id, source).ConfigureAwait(false);
        if (Directory.Exists(folder))
        {
            if (await BuildFolder.IsIntactAsync(manifest, folder, CancellationToken.None).ConfigureAwait(false))
            {
                build.Pins = _store.Pin(manifest.Files.Select(static file => file.Hash), out _);
                return manifest;
            }

            Remove(folder);
        }

        (FilePins pins, int received) = await FetchFilesAsync(manifest, source).ConfigureAwait(false);
        try
        {
            BuildFolder.Create(_store, manifest, folder, writable: false);
        }
        catch
        {
            pins.Dispose();
            throw;
        }

        build.Pins = pins;
        _manifests.Put(manifest);
        _options.Logger.BuildMaterialised(id, folder, received, manifest.Files.Length);
        return manifest;
    }

    private async ValueTask<BuildManifest> FetchManifestAsync(BuildId id, IFileExchange? source)
    {
        BuildManifest? manifest = source is null ? null : await source.GetManifestAsync(id.ToHex(), CancellationToken.None).ConfigureAwait(false);
        if (manifest is null)
        {
            throw new InvalidPackageException($"Build {id} is not known to the cluster. The driver has to send it first.");
        }

        ManifestRules.Check(manifest, _options.Limits);
        return manifest.Id == id ? manifest : throw BuildErrors.Refused($"build {id} was asked for, and build {manifest.Id} came");
    }

    private async ValueTask<(FilePins Pins, int Received)> FetchFilesAsync(BuildManifest manifest, IFileExchange? source)
    {
        Dictionary<FileHash, BuildFile> files = [];
        foreach (BuildFile file in manifest.Files)
        {
            files[file.Hash] = file;
        }

        int received = 0;
        // A store that is nearly full may evict one file for the next; with pins it comes to an end, or to the error that says so.
        while (true)
        {
            FilePins pins = _store.Pin(files.Keys, out _);
            try
            {
                List<FileHash> missing = await _store.FindMissingAsync(files.Keys, CancellationToken.None).ConfigureAwait(false);
                if (missing.Count == 0)
                {
                    // What came in the last round is not pinned yet.
                    FilePins all = _store.Pin(files.Keys, out List<FileHash> evicted);
                    if (evicted.Count == 0)
                    {
                        return (all, received);
                    }

                    all.Dispose();
                    continue;
                }

                received += missing.Count;
                var downloader = new FileDownloader(_store, source ?? throw new InvalidPackageException($"Build {manifest.Id} is not complete here, and there is nowhere to get '{files[missing[0]].Path}' from."));
                await Parallel.ForEachAsync(
                    missing,
                    new ParallelOptions { MaxDegreeOfParallelism = _options.Parallelism },
                    (hash, token) => downloader.DownloadAsync(files[hash], token)).ConfigureAwait(false);
            }
            finally
            {
                pins.Dispose();
            }
        }
    }

    private void Remove(string folder)
    {
        try
        {
            BuildFolder.Delete(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _options.Logger.FolderNotRemoved(folder, exception);
        }
    }

    private string FolderOf(BuildId id) => Path.Combine(_root, id.ToHex());
}
