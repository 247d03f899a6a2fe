namespace RayNet.Runtime.Deployment.Logs;

/// <summary>How the output of a worker is cut into files.</summary>
internal sealed record LogRotationOptions
{
    /// <summary>When a file has so many bytes, the next one begins after the line. Zero for one file without a limit.</summary>
    internal long MaxBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>How many files are kept of each output.</summary>
    internal int MaxFiles { get; init; } = 5;
}
