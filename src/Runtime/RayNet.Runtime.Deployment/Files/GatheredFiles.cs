using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using RayNet.Runtime.Deployment.Builds;
using RayNet.Runtime.Deployment.Logging;

namespace RayNet.Runtime.Deployment.Files;

/// <summary>
/// The store of a head, which gets builds that it lacks from nodes that have them: those of jobs that began under another head. A build is complete here before anybody is told that it is known.
/// </summary>
/// <param name="store">The files that are here.</param>
/// <param name="manifests">The builds that are here.</param>
/// <param name="own">What is here, as it is asked.</param>
/// <param name="sources">Who may have a build, the likeliest first; nothing for one that no job needs.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears of builds that nobody has.</param>
internal sealed class GatheredFiles(FileStore store, ManifestStore manifests, IFileExchange own, Func<string, IReadOnlyList<IFileExchange>?> sources, TimeProvider time, ILogger logger) : IFileExchange
{
    private const int Parallelism = 8;

    /// <summary>How long one that is asked may take to say whether it has a build.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);

    /// <summary>Between two looks at who has a build.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>How long nodes may take to come back to a head that has just taken over. Whoever asks waits so long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<BuildId, Lazy<Task<BuildManifest?>>> _gathering = new();

    public ValueTask<IReadOnlyList<string>> FindMissingAsync(IReadOnlyList<string> hashes, CancellationToken cancellationToken) => own.FindMissingAsync(hashes, cancellationToken);

    public ValueTask<long> WriteChunkAsync(string hash, long offset, long totalSize, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => own.WriteChunkAsync(hash, offset, totalSize, data, cancellationToken);

    public ValueTask<ReadOnlyMemory<byte>> ReadChunkAsync(string hash, long offset, int maxBytes, CancellationToken cancellationToken) => own.ReadChunkAsync(hash, offset, maxBytes, cancellationToken);

    public ValueTask PutManifestAsync(BuildManifest manifest, CancellationToken cancellationToken) => own.PutManifestAsync(manifest, cancellationToken);

    public async ValueTask<BuildManifest?> GetManifestAsync(string buildId, CancellationToken cancellationToken)
    {
        BuildManifest? known = await own.GetManifestAsync(buildId, cancellationToken).ConfigureAwait(false);
        if (known is not null && (await store.FindMissingAsync(HashesOf(known), cancellationToken).ConfigureAwait(false)).Count == 0)
        {
            return known;
        }

        // Once for all who ask, and not ended with the first of them.
        _ = BuildId.TryParse(buildId, out BuildId id);
        Lazy<Task<BuildManifest?>> gathering = _gathering.GetOrAdd(id, _ => new Lazy<Task<BuildManifest?>>(() => Task.Run(() => GatherAsync(id), CancellationToken.None)));
        try
        {
            return await gathering.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (gathering.Value.IsCompleted)
            {
                _gathering.TryRemove(KeyValuePair.Create(id, gathering));
            }
        }
    }

    private static HashSet<FileHash> HashesOf(BuildManifest manifest) => [.. manifest.Files.Select(static file => file.Hash)];

    private async Task<BuildManifest?> GatherAsync(BuildId id)
    {
        long start = time.GetTimestamp();
        string reason = "no node says that it has it.";
        while (sources(id.ToHex()) is { } nodes)
        {
            foreach (IFileExchange source in nodes)
            {
                try
                {
                    if (await FindAsync(source, id).ConfigureAwait(false) is { } manifest)
                    {
                        await FetchAsync(source, manifest).ConfigureAwait(false);
                        manifests.Put(manifest);
                        logger.BuildGathered(id);
                        return manifest;
                    }
                }
                catch (Exception exception)
                {
                    // It is on its way out, or does not have all of it: the next one may.
                    reason = exception.Message;
                }
            }

            if (time.GetElapsedTime(start) > Patience)
            {
                logger.BuildNotGathered(id, nodes.Count, reason);
                break;
            }

            await Task.Delay(Pause, time).ConfigureAwait(false);
        }

        return null;
    }

    private static async Task<BuildManifest?> FindAsync(IFileExchange source, BuildId id)
    {
        using var limit = new CancellationTokenSource(AnswerLimit);
        BuildManifest? manifest = await source.GetManifestAsync(id.ToHex(), limit.Token).ConfigureAwait(false);
        if (manifest?.Id != id)
        {
            return null;
        }

        ManifestRules.Check(manifest, PackageLimits.Default);
        return manifest;
    }

    private async Task FetchAsync(IFileExchange source, BuildManifest manifest)
    {
        Dictionary<FileHash, BuildFile> files = [];
        foreach (BuildFile file in manifest.Files)
        {
            files[file.Hash] = file;
        }

        using FilePins pins = store.Pin(files.Keys, out _);
        List<FileHash> missing = await store.FindMissingAsync(files.Keys, CancellationToken.None).ConfigureAwait(false);
        var downloader = new FileDownloader(store, source);
        await Parallel.ForEachAsync(missing, new ParallelOptions { MaxDegreeOfParallelism = Parallelism }, (hash, token) => downloader.DownloadAsync(files[hash], token)).ConfigureAwait(false);
    }
}
