using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace RayNet.Runtime.Deployment.Files;

/// <summary>How much a node keeps of the code that was sent to it.</summary>
internal sealed record FileStoreOptions
{
    /// <summary>Above this, files that no build uses go, the least recently used first.</summary>
    internal long MaxBytes { get; init; } = 10L * 1024 * 1024 * 1024;

    /// <summary>How many files may be on their way at once.</summary>
    internal int MaxPartialFiles { get; init; } = 256;

    /// <summary>How long a file whose sender went away waits for the rest.</summary>
    internal TimeSpan PartialFileLifetime { get; init; } = TimeSpan.FromHours(1);

    internal TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal ILogger Logger { get; init; } = NullLogger.Instance;
}
