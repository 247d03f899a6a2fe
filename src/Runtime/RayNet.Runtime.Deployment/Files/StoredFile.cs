using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Files;

/// <summary>What a store knows of one of its files. Guarded by the store's lock.</summary>
internal sealed class StoredFile(FileHash hash, long size, DateTimeOffset lastUsed)
{
    internal FileHash Hash { get; } = hash;

    internal long Size { get; } = size;

    internal DateTimeOffset LastUsed { get; set; } = lastUsed;

    /// <summary>Builds that need it.</summary>
    internal int Pins { get; set; }

    /// <summary>Whether this process has seen that its content has its hash.</summary>
    internal bool IsVerified { get; set; }
}
