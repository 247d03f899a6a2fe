using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Files;

/// <summary>How a node keeps builds.</summary>
internal sealed record DeploymentCacheOptions
{
    /// <summary>How long the folder of a build stays after its last job. Making it again costs little while the files are in the store.</summary>
    internal TimeSpan UnusedLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How many files are fetched at once.</summary>
    internal int Parallelism { get; init; } = 8;

    internal PackageLimits Limits { get; init; } = PackageLimits.Default;

    internal TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal ILogger Logger { get; init; } = NullLogger.Instance;
}
