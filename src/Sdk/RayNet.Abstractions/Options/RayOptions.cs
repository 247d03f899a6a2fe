using Microsoft.Extensions.Logging;

namespace RayNet;

/// <summary>How <see cref="Ray.InitAsync(RayOptions, CancellationToken)"/> starts RayNet.</summary>
public sealed class RayOptions
{
    /// <summary>The cluster to join: <c>host:port</c>, or the address that <c>raynet start --head</c> printed.</summary>
    /// <value>Default: the variable <c>RAYNET_ADDRESS</c>; without it, everything runs on this machine.</value>
    public string? Address { get; set; }

    /// <summary>The cluster's token.</summary>
    /// <value>Default: <see cref="TokenFile"/>, the variables <c>RAYNET_TOKEN</c> and <c>RAYNET_TOKEN_FILE</c>, or what this user started on this machine.</value>
    public string? Token { get; set; }

    /// <summary>A file that holds the cluster's token.</summary>
    public string? TokenFile { get; set; }

    /// <summary>A PEM file with the certificate of the cluster's authority.</summary>
    /// <value>Default: the variable <c>RAYNET_TLS_CA</c>.</value>
    public string? AuthorityFile { get; set; }

    /// <summary>Whether what the workers of this job print, on any node, is printed by this process too.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool LogToDriver { get; set; } = true;

    /// <summary>How many worker processes to start on this machine. Tasks and actors then run there and not in this process.</summary>
    /// <value>Default: <see langword="null"/>, everything runs in this process.</value>
    public int? Workers { get; set; }

    /// <summary>Logical CPUs of the embedded node.</summary>
    /// <value>Default: the number of processors.</value>
    public double? NumCpus { get; set; }

    /// <summary>Logical GPUs of the embedded node.</summary>
    /// <value>Default: 0.</value>
    public double NumGpus { get; set; }

    /// <summary>Memory that tasks may ask for on the embedded node, in bytes.</summary>
    /// <value>Default: the memory available to the process.</value>
    public long? Memory { get; set; }

    /// <summary>Custom resources of the embedded node by name.</summary>
    public IDictionary<string, double> Resources { get; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>Labels of the embedded node, for <see cref="TaskOptions.LabelSelector"/>.</summary>
    public IDictionary<string, string> Labels { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Memory for large values that local workers share, in bytes. Values beyond it go to <see cref="ObjectSpillingDirectory"/>.</summary>
    /// <value>Default: 30 % of the memory available to the process. Without <see cref="Workers"/> values stay where the program made them.</value>
    public long? ObjectStoreMemory { get; set; }

    /// <summary>The directory for values that <see cref="ObjectStoreMemory"/> has no room for, best on a fast disk. It need not exist.</summary>
    /// <value>Default: the folder of this run, which is deleted with it.</value>
    public string? ObjectSpillingDirectory { get; set; }

    /// <summary>How many tasks of this client may be under way, queued ones included. The next one is refused with <see cref="PendingCallsLimitExceededException"/>; <see cref="Ray.Throttle"/> waits instead.</summary>
    /// <value>Default: -1, no limit: what is queued takes memory of this process.</value>
    public int MaxPendingTasks { get; set; } = -1;

    /// <summary>
    /// What the tasks of this client that are under way may keep in its memory, in bytes: their arguments as they are sent, and 96 bytes for each. The next one beyond it is refused with
    /// <see cref="PendingCallsLimitExceededException"/>; one that is larger by itself is taken when nothing else is under way. With a limit every submission is measured, which takes about as long as writing its arguments.
    /// </summary>
    /// <value>Default: -1, no limit.</value>
    public long MaxPendingTaskBytes { get; set; } = -1;

    /// <summary>
    /// What this process may keep of ended calls, in bytes, so that their results can be made again when every copy is lost: the arguments of calls whose
    /// result went to the object store. Beyond it the call that ended first is forgotten. 0 switches reconstruction off. Workers take it from the variable
    /// <c>RAYNET_MAX_LINEAGE_BYTES</c>, which <see cref="RuntimeEnv"/> can set.
    /// </summary>
    /// <value>Default: 1 GiB.</value>
    public long MaxLineageBytes { get; set; } = 1L << 30;

    /// <summary>How long this process waits for a value that is on its way from another node, before it fails with <see cref="ObjectLossCause.FetchTimedOut"/>.</summary>
    /// <value>Default: ten minutes.</value>
    public TimeSpan FetchTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The team whose quota the job uses (<c>raynet quota</c>). A job that names one that the cluster does not have is refused.</summary>
    /// <value>Default: the variable <c>RAYNET_QUOTA</c>; without it, the team <c>default</c>. Without a cluster there are no teams, and it is not looked at.</value>
    public string? Quota { get; set; }

    /// <summary>
    /// How important the job is. Its calls come before those of jobs with a lower priority, and after a few seconds may take the resources of their calls that can run again.
    /// </summary>
    /// <value>Default: the variable <c>RAYNET_PRIORITY</c>; without it, 0.</value>
    public int? Priority { get; set; }

    /// <summary>The namespace of actor names.</summary>
    /// <value>Default: <c>"default"</c>.</value>
    public string Namespace { get; set; } = "default";

    /// <summary>Makes the client the one that <see cref="Ray"/> and the generated methods use in the whole process.</summary>
    /// <value>Default: <see langword="true"/>. With <see langword="false"/>, choose it for a flow by <see cref="IRayClient.Use"/>.</value>
    public bool SetAsDefault { get; set; } = true;

    /// <summary>Return the client that is already the default instead of failing when there is one.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool IgnoreReinit { get; set; }

    /// <summary>Environment variables and files of the worker processes.</summary>
    /// <value>Default: those of the node.</value>
    public RuntimeEnv RuntimeEnv { get; set; } = new();

    /// <summary>The services of workers, in place of the class marked <see cref="RayStartupAttribute"/>.</summary>
    /// <value>Default: the marked class, if there is one.</value>
    public IRayStartup? Startup { get; set; }

    /// <summary>Where RayNet logs.</summary>
    /// <value>Default: warnings and errors go to the error stream.</value>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>The clock of timeouts, delays and warnings.</summary>
    /// <value>Default: <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>How long a request that no node can satisfy waits before a warning is logged.</summary>
    /// <value>Default: one second.</value>
    public TimeSpan InfeasibleWarningDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long shutdown waits for running tasks after cancelling them, before it leaves them behind.</summary>
    /// <value>Default: five seconds.</value>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The seed of every random choice (retry delays, placement).</summary>
    /// <value>Default: <see langword="null"/>, a different one in each run.</value>
    public int? Seed { get; set; }
}
