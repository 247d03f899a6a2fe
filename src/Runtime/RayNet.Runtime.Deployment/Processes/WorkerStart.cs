using System.Collections.Frozen;
using System.Collections.Immutable;
using RayNet.Runtime.Deployment.Builds;
using RayNet.Runtime.Deployment.Logs;

namespace RayNet.Runtime.Deployment.Processes;

/// <summary>A worker to start.</summary>
internal sealed record WorkerStart
{
    internal const string DefaultWorkerAssembly = "RayNet.Runtime.Worker.dll";

    /// <summary>The program whose tasks and actors it runs.</summary>
    internal required RunnableApp App { get; init; }

    /// <summary>Where its output goes.</summary>
    internal required string LogFolder { get; init; }

    /// <summary>The folder that it starts in.</summary>
    internal required string WorkingDirectory { get; init; }

    /// <summary>The assembly in the program's folder that starts.</summary>
    internal string WorkerAssembly { get; init; } = DefaultWorkerAssembly;

    /// <summary>What it has to know (addresses, ids, secrets), by upper-case names. It reads them with <see cref="WorkerEnvironment.Take"/>.</summary>
    internal IReadOnlyDictionary<string, string> Settings { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The variables of the job's <see cref="RuntimeEnv"/>.</summary>
    internal IReadOnlyDictionary<string, string> EnvironmentVariables { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Arguments that everybody may see.</summary>
    internal ImmutableArray<string> Arguments { get; init; } = [];

    internal LogRotationOptions LogRotation { get; init; } = new();
}
