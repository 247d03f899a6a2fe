namespace RayNet.Runtime.Deployment.Builds;

/// <summary>How large a package may be. Each has a default that no sensible build meets, so that a wrong folder is noticed before it travels.</summary>
internal sealed record PackageLimits
{
    internal static PackageLimits Default { get; } = new();

    internal int MaxFiles { get; init; } = 20_000;

    internal long MaxFileSize { get; init; } = 2L * 1024 * 1024 * 1024;

    internal long MaxTotalSize { get; init; } = 4L * 1024 * 1024 * 1024;

    /// <summary>Of a serialized manifest.</summary>
    internal int MaxManifestBytes { get; init; } = 8 * 1024 * 1024;
}
