using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RayNet.Runtime.Deployment.Processes;

namespace RayNet.Runtime.Deployment.Jobs;

/// <summary>How a head runs the drivers of submitted jobs.</summary>
internal sealed record JobSupervisorOptions
{
    /// <summary>Gets a file for each job.</summary>
    internal required string LogFolder { get; init; }

    /// <summary>The cluster that the drivers connect to.</summary>
    internal required string Address { get; init; }

    /// <summary>What they prove their right with.</summary>
    internal string? Token { get; init; }

    /// <summary>How long a driver has to end after being asked to.</summary>
    internal TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How many ended jobs are remembered.</summary>
    internal int KeptJobs { get; init; } = 1000;

    /// <summary>Keeps a list of the drivers for the case that this process is killed.</summary>
    internal Session? Session { get; init; }

    internal TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal ILogger Logger { get; init; } = NullLogger.Instance;
}
