using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Files;

/// <summary>What a node has, for others to read. What is new goes to the head, which gives it to whoever needs it.</summary>
internal sealed class OfferedFiles(IFileExchange own) : IFileExchange
{
    public ValueTask<IReadOnlyList<string>> FindMissingAsync(IReadOnlyList<string> hashes, CancellationToken cancellationToken) => own.FindMissingAsync(hashes, cancellationToken);

    public ValueTask<long> WriteChunkAsync(string hash, long offset, long totalSize, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => throw Refused();

    public ValueTask<ReadOnlyMemory<byte>> ReadChunkAsync(string hash, long offset, int maxBytes, CancellationToken cancellationToken) => own.ReadChunkAsync(hash, offset, maxBytes, cancellationToken);

    public ValueTask PutManifestAsync(BuildManifest manifest, CancellationToken cancellationToken) => throw Refused();

    public ValueTask<BuildManifest?> GetManifestAsync(string buildId, CancellationToken cancellationToken) => own.GetManifestAsync(buildId, cancellationToken);

    private static InvalidPackageException Refused() => BuildErrors.Refused("it was sent to a node, which takes none. Send it to the head");
}
