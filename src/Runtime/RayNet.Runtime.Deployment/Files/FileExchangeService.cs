using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Files;

/// <summary>
/// What a head answers drivers and nodes with. Whoever calls may lie: every argument is checked, and a refused call changes nothing for
/// other callers.
/// </summary>
internal sealed class FileExchangeService(FileStore store, ManifestStore manifests, PackageLimits? limits = null) : IFileExchange
{
    /// <summary>A chunk has to fit into a message.</summary>
    internal const int MaxChunkSize = 4 * 1024 * 1024;

    private readonly PackageLimits _limits = limits ?? PackageLimits.Default;

    public async ValueTask<IReadOnlyList<string>> FindMissingAsync(IReadOnlyList<string> hashes, CancellationToken cancellationToken)
    {
        // A message may leave out what is never null here.
        if (hashes is null || hashes.Count > _limits.MaxFiles)
        {
            throw BuildErrors.Refused($"it asks for {hashes?.Count ?? 0} files, and has to have no more than {_limits.MaxFiles}");
        }

        var parsed = new HashSet<FileHash>(hashes.Count);
        foreach (string hash in hashes)
        {
            parsed.Add(Parse(hash));
        }

        List<FileHash> missing = await store.FindMissingAsync(parsed, cancellationToken).ConfigureAwait(false);
        return [.. missing.Select(static hash => hash.ToString())];
    }

    public ValueTask<long> WriteChunkAsync(string hash, long offset, long totalSize, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        FileHash parsed = Parse(hash);
        if (totalSize < 0 || totalSize > _limits.MaxFileSize)
        {
            throw BuildErrors.Refused($"the file {parsed} has {totalSize} bytes. From 0 to {_limits.MaxFileSize} are accepted");
        }

        if (totalSize == 0 != (parsed == FileHash.Empty))
        {
            throw BuildErrors.Refused($"the file {parsed} is sent with {totalSize} bytes and has the hash of another size");
        }

        if (data.Length > MaxChunkSize || offset < 0 || offset > totalSize || data.Length > totalSize - offset)
        {
            throw BuildErrors.Refused($"a chunk of the file {parsed} is out of range: {data.Length} bytes at {offset} of {totalSize}, and no more than {MaxChunkSize} at once");
        }

        return store.Partials.WriteAsync(parsed, offset, totalSize, data, cancellationToken);
    }

    public ValueTask<ReadOnlyMemory<byte>> ReadChunkAsync(string hash, long offset, int maxBytes, CancellationToken cancellationToken)
    {
        FileHash parsed = Parse(hash);
        return maxBytes > 0
            ? store.ReadAsync(parsed, offset, Math.Min(maxBytes, MaxChunkSize), cancellationToken)
            : throw BuildErrors.Refused($"{maxBytes} bytes of the file {parsed} were asked for");
    }

    public async ValueTask PutManifestAsync(BuildManifest manifest, CancellationToken cancellationToken)
    {
        ManifestRules.Check(manifest ?? throw BuildErrors.Refused("it has no list of files"), _limits);
        Dictionary<FileHash, BuildFile> files = [];
        foreach (BuildFile file in manifest.Files)
        {
            files[file.Hash] = file;
        }

        using FilePins pins = store.Pin(files.Keys, out _);
        List<FileHash> missing = await store.FindMissingAsync(files.Keys, cancellationToken).ConfigureAwait(false);
        if (missing.Count > 0)
        {
            throw BuildErrors.Refused(files[missing[0]].Path, $"was not sent ({missing.Count} files are missing). Send them before the list of files");
        }

        foreach (BuildFile file in files.Values)
        {
            if (store.TryUse(file.Hash, out long size) && size != file.Size)
            {
                throw BuildErrors.Refused(file.Path, $"is listed with {file.Size} bytes, and has {size}");
            }
        }

        manifests.Put(manifest);
    }

    public ValueTask<BuildManifest?> GetManifestAsync(string buildId, CancellationToken cancellationToken) =>
        BuildId.TryParse(buildId, out BuildId id)
            ? new ValueTask<BuildManifest?>(manifests.Get(id))
            : throw BuildErrors.Refused($"the build id {BuildErrors.Quote(buildId ?? string.Empty)} is not 64 lower-case hexadecimal digits");

    /// <summary>Keeps a build until the result is disposed: for as long as a job uses it.</summary>
    /// <exception cref="InvalidPackageException">It is not here, or not all of it.</exception>
    internal async ValueTask<IDisposable> RetainAsync(BuildId id, CancellationToken cancellationToken)
    {
        BuildManifest manifest = manifests.Get(id) ?? throw new InvalidPackageException($"Build {id} is not in the store. Send it again.");
        FilePins pins = store.Pin(manifest.Files.Select(static file => file.Hash), out _);
        List<FileHash> missing = await store.FindMissingAsync([.. manifest.Files.Select(static file => file.Hash).Distinct()], cancellationToken).ConfigureAwait(false);
        if (missing.Count > 0)
        {
            pins.Dispose();
            throw new InvalidPackageException($"{missing.Count} files of build {id} are not in the store any more, such as '{manifest.Files.First(file => file.Hash == missing[0]).Path}'. Send it again.");
        }

        manifests.Pin(id);
        return new RetainedBuild(manifests, id, pins);
    }

    private static FileHash Parse(string? hash) =>
        FileHash.TryParse(hash, out FileHash parsed)
            ? parsed
            : throw BuildErrors.Refused($"the hash {BuildErrors.Quote(hash ?? string.Empty)} is not 64 lower-case hexadecimal digits");
}
