namespace RayNet.Testing;

/// <summary>What a <see cref="ChaosMonkey"/> does.</summary>
public sealed record ChaosOptions
{
    /// <summary>Chooses kinds, targets and durations. Printed with every report: the same seed gives the same schedule.</summary>
    /// <value>Default: 1.</value>
    public int Seed { get; init; } = 1;

    /// <summary>How long faults go on.</summary>
    /// <value>Default: one minute.</value>
    public TimeSpan Length { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The time between two faults.</summary>
    /// <value>Default: 5 seconds.</value>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The kinds of faults. One that is listed twice happens twice as often.</summary>
    /// <value>Default: three workers for each node.</value>
    public IReadOnlyList<FaultKind> Kinds { get; init; } = [FaultKind.KillWorker, FaultKind.KillWorker, FaultKind.KillWorker, FaultKind.KillNode];

    /// <summary>The shortest time that something stands still, is cut off, slow or full.</summary>
    /// <value>Default: half a second.</value>
    public TimeSpan ShortestFault { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest such time. Beyond <see cref="RayClusterOptions.NodeGracePeriod"/> a node is given up, and has to find that out.</summary>
    /// <value>Default: 10 seconds.</value>
    public TimeSpan LongestFault { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The delay of <see cref="FaultKind.DelayLinks"/>.</summary>
    /// <value>Default: 200 milliseconds.</value>
    public TimeSpan LinkDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long after its end a node or a head is replaced.</summary>
    /// <value>Default: one second.</value>
    public TimeSpan ReplacementDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Completes when the load gets answers again, asked after each fault. The time from the fault until then is the recovery that the report tells. Its argument says what was broken.
    /// </summary>
    /// <value>Default: none; the report has no recoveries then.</value>
    public Func<FaultKind, CancellationToken, Task>? Probe { get; init; }

    /// <summary>How long a recovery may take. One that takes longer is a violation.</summary>
    /// <value>Default: one minute.</value>
    public TimeSpan RecoveryLimit { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Does <see cref="FaultKind.Custom"/>: gets <see cref="Fault.Choice"/>, and returns what it broke, in words.</summary>
    /// <value>Default: none.</value>
    public Func<uint, CancellationToken, Task<string>>? CustomFault { get; init; }

    /// <summary>Hears of each fault as it happens.</summary>
    /// <value>Default: nobody.</value>
    public Action<FaultRecord>? Observer { get; init; }
}
