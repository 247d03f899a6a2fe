using RayNet.Runtime.Control;
using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Files;

/// <summary>A store behind the wire.</summary>
internal sealed class RemoteFileExchange(IPackageService service, PackageLimits? limits = null) : IFileExchange
{
    private readonly PackageLimits _limits = limits ?? PackageLimits.Default;

    public async ValueTask<IReadOnlyList<string>> FindMissingAsync(IReadOnlyList<string> hashes, CancellationToken cancellationToken) =>
        await service.FindMissingAsync([.. hashes], cancellationToken).ConfigureAwait(false);

    public async ValueTask<long> WriteChunkAsync(string hash, long offset, long totalSize, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        await service.WriteChunkAsync(hash, offset, totalSize, data.ToArray(), cancellationToken).ConfigureAwait(false);

    public async ValueTask<ReadOnlyMemory<byte>> ReadChunkAsync(string hash, long offset, int maxBytes, CancellationToken cancellationToken) =>
        await service.ReadChunkAsync(hash, offset, maxBytes, cancellationToken).ConfigureAwait(false);

    public async ValueTask PutManifestAsync(BuildManifest manifest, CancellationToken cancellationToken) =>
        await service.PutManifestAsync(manifest.Id.ToHex(), ManifestSerializer.Serialize(manifest), cancellationToken).ConfigureAwait(false);

    public async ValueTask<BuildManifest?> GetManifestAsync(string buildId, CancellationToken cancellationToken) =>
        await service.GetManifestAsync(buildId, cancellationToken).ConfigureAwait(false) is { } manifest ? ManifestSerializer.Parse(manifest, _limits) : null;
}
