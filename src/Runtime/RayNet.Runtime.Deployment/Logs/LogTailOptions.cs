namespace RayNet.Runtime.Deployment.Logs;

/// <summary>How logs are followed.</summary>
internal sealed record LogTailOptions
{
    /// <summary>How often the files are looked at. A look at a file that did not grow takes about a microsecond.</summary>
    internal TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Characters in one batch: it has to fit into a message.</summary>
    internal int MaxBatchSize { get; init; } = 256 * 1024;

    /// <summary>A line that is longer comes in parts.</summary>
    internal int MaxLineBytes { get; init; } = 64 * 1024;

    internal TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
