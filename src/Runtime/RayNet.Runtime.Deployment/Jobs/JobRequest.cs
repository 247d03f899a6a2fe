using System.Collections.Frozen;
using System.Collections.Immutable;

namespace RayNet.Runtime.Deployment.Jobs;

/// <summary>A job that is submitted.</summary>
internal sealed record JobRequest
{
    /// <summary>Letters, digits, '-', '_' and '.': it names files.</summary>
    internal required string Id { get; init; }

    /// <summary>Brings the files here. The job is pending meanwhile.</summary>
    internal required Func<CancellationToken, ValueTask<JobStart>> PrepareAsync { get; init; }

    internal ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>The variables of the job's <see cref="RuntimeEnv"/>.</summary>
    internal IReadOnlyDictionary<string, string> EnvironmentVariables { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The id of the folder that the job was submitted with, or nothing.</summary>
    internal string WorkingDirectoryId { get; init; } = string.Empty;

    /// <summary>The team whose quota the job uses, or nothing.</summary>
    internal string Quota { get; init; } = string.Empty;

    /// <summary>Its priority.</summary>
    internal int Priority { get; init; }
}
