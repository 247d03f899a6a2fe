namespace RayNet.Runtime.Head;

/// <summary>How a head works.</summary>
internal sealed record HeadOptions
{
    /// <summary>How often nodes are told that a quota is wanted, at most.</summary>
    internal static readonly TimeSpan WantedInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>The identity of a new cluster: random, and not 0. A stored cluster keeps its own.</summary>
    internal required ulong ClusterId { get; init; }

    /// <summary>RayNet's version, for those who ask.</summary>
    internal string Version { get; init; } = BuildVersion.Current;

    /// <summary>How long a node whose connection broke may take to come back.</summary>
    internal TimeSpan GracePeriod { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether to begin a new cluster, whatever is stored.</summary>
    internal bool IsNewCluster { get; init; }

    /// <summary>How long nodes may take to come back to a head that was restarted.</summary>
    internal TimeSpan RestartGracePeriod { get; init; } = DefaultRestartGracePeriod;

    /// <summary>How long changed figures of nodes are gathered before all nodes are told.</summary>
    internal TimeSpan ViewInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>With each of so many nodes, figures are gathered for one more <see cref="ViewInterval"/>.</summary>
    internal int NodesPerViewInterval { get; init; } = 500;

    /// <summary>Nodes whose figures are told at once; the others follow. Those that came or went are always told.</summary>
    internal int MaxNodesInView { get; init; } = 128;

    /// <summary>The shortest time between two views when nodes come and go.</summary>
    internal TimeSpan UrgentViewInterval { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>How long nodes may take to hear that the head stops.</summary>
    internal TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a question waits for news before it is answered without.</summary>
    internal TimeSpan LongestQuestion { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Messages that may wait for one node. One that is further behind is disconnected, and gets a complete view when it is back.</summary>
    internal int MaxWaitingMessages { get; init; } = 100_000;

    /// <summary>Longer than the longest pause between two attempts of a node, and shorter than a node tries.</summary>
    internal static readonly TimeSpan DefaultRestartGracePeriod = TimeSpan.FromSeconds(10);

    /// <summary>How late a broken connection may be noticed: until then a node may have missed what it was told.</summary>
    internal static readonly TimeSpan LateDetection = TimeSpan.FromSeconds(30);

    /// <summary>All heads of the cluster, where there are several.</summary>
    internal Func<IReadOnlyList<Control.HeadMember>> Heads { get; init; } = static () => [];

    /// <summary>What a job waits for before it is acknowledged, once it is stored. One that fails has ended.</summary>
    internal Func<Control.JobRecord, CancellationToken, Task> BeforeJob { get; init; } = static (_, _) => Task.CompletedTask;

    /// <summary>Sizes and counts.</summary>
    internal HeadLimits Limits { get; init; } = HeadLimits.Default;
}
