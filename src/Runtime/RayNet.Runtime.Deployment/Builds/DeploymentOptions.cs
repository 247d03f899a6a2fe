using System.Collections.Immutable;

namespace RayNet.Runtime.Deployment.Builds;

/// <summary>What of a folder belongs to its build.</summary>
internal sealed record DeploymentOptions
{
    /// <summary>Whether <c>*.pdb</c> travel: line numbers in the stack traces of workers are worth their bytes.</summary>
    internal bool IncludeSymbols { get; init; } = true;

    internal ImmutableArray<string> Exclude { get; init; } = [];

    internal PackageLimits Limits { get; init; } = PackageLimits.Default;

    /// <summary>Where hashes are kept between runs; <see langword="null"/> for nowhere.</summary>
    internal string? HashCacheFolder { get; init; } = HashCache.DefaultFolder;

    internal TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
