using RayNet.Runtime.Rpc;

namespace RayNet.Runtime.Control;

/// <summary>Files of deployments by hash, and the manifests that name them. Input is untrusted.</summary>
[RpcService]
internal interface IPackageService
{
    /// <summary>Which of the hashes are not stored yet.</summary>
    Task<string[]> FindMissingAsync(string[] hashes, CancellationToken cancellationToken = default);

    /// <summary>Writes a part of a file; returns how many bytes of it are there, which is where the sender goes on.</summary>
    Task<long> WriteChunkAsync(string hash, long offset, long totalSize, byte[] data, CancellationToken cancellationToken = default);

    /// <summary>Reads a part of a file; empty at its end.</summary>
    Task<byte[]> ReadChunkAsync(string hash, long offset, int maxBytes, CancellationToken cancellationToken = default);

    /// <summary>Stores a manifest, serialized, under its build id.</summary>
    Task PutManifestAsync(string buildId, byte[] manifest, CancellationToken cancellationToken = default);

    /// <summary>The serialized manifest of a build, or <see langword="null"/>.</summary>
    Task<byte[]?> GetManifestAsync(string buildId, CancellationToken cancellationToken = default);
}
