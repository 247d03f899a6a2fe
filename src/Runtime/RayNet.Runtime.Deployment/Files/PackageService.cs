using RayNet.Runtime.Control;
using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Files;

/// <summary>The face on the wire of a store. What comes in is checked there.</summary>
internal sealed class PackageService(IFileExchange exchange, PackageLimits limits) : IPackageService
{
    public async Task<string[]> FindMissingAsync(string[] hashes, CancellationToken cancellationToken = default) =>
        [.. await exchange.FindMissingAsync(hashes ?? [], cancellationToken).ConfigureAwait(false)];

    public async Task<long> WriteChunkAsync(string hash, long offset, long totalSize, byte[] data, CancellationToken cancellationToken = default) =>
        await exchange.WriteChunkAsync(hash, offset, totalSize, data, cancellationToken).ConfigureAwait(false);

    public async Task<byte[]> ReadChunkAsync(string hash, long offset, int maxBytes, CancellationToken cancellationToken = default) =>
        (await exchange.ReadChunkAsync(hash, offset, maxBytes, cancellationToken).ConfigureAwait(false)).ToArray();

    public async Task PutManifestAsync(string buildId, byte[] manifest, CancellationToken cancellationToken = default)
    {
        BuildManifest parsed = ManifestSerializer.Parse(manifest, limits);
        if (parsed.Id.ToHex() != buildId)
        {
            throw BuildErrors.Refused($"it says that it is build {BuildErrors.Quote(buildId ?? string.Empty)}, and its files are build {parsed.Id}");
        }

        await exchange.PutManifestAsync(parsed, cancellationToken).ConfigureAwait(false);
    }

    public async Task<byte[]?> GetManifestAsync(string buildId, CancellationToken cancellationToken = default) =>
        await exchange.GetManifestAsync(buildId, cancellationToken).ConfigureAwait(false) is { } manifest ? ManifestSerializer.Serialize(manifest) : null;
}
