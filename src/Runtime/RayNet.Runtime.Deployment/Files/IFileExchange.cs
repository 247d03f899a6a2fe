using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Files;

/// <summary>
/// A file store somewhere else: what a driver uploads to and a node downloads from. Hashes and build ids are lower-case hexadecimal text
/// of 64 digits. Every method may throw <see cref="InvalidPackageException"/>, which has to travel as itself.
/// </summary>
internal interface IFileExchange
{
    /// <summary>Which of the hashes the store has no file of.</summary>
    ValueTask<IReadOnlyList<string>> FindMissingAsync(IReadOnlyList<string> hashes, CancellationToken cancellationToken);

    /// <summary>
    /// Adds to a file. Chunks come in order; the file is there when the last one is. Returns how many bytes the store has, which is where
    /// the sender goes on: further on if a part is there from before, further back if the store lost it.
    /// </summary>
    ValueTask<long> WriteChunkAsync(string hash, long offset, long totalSize, ReadOnlyMemory<byte> data, CancellationToken cancellationToken);

    /// <summary>Reads up to <paramref name="maxBytes"/> bytes of a file. Empty at its end.</summary>
    ValueTask<ReadOnlyMemory<byte>> ReadChunkAsync(string hash, long offset, int maxBytes, CancellationToken cancellationToken);

    /// <summary>Makes a build known, after all of its files.</summary>
    ValueTask PutManifestAsync(BuildManifest manifest, CancellationToken cancellationToken);

    /// <summary>The manifest of a build, if it is known.</summary>
    ValueTask<BuildManifest?> GetManifestAsync(string buildId, CancellationToken cancellationToken);
}
