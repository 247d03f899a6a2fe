using Microsoft.Extensions.Logging;

namespace RayNet.Testing;

/// <summary>How a <see cref="RayCluster"/> starts.</summary>
public sealed record RayClusterOptions
{
    /// <summary>Where its nodes run.</summary>
    /// <value>Default: <see cref="NodeMode.InProcess"/>.</value>
    public NodeMode Mode { get; init; }

    /// <summary>The node beside the head.</summary>
    public NodeOptions Head { get; init; } = new() { Name = "head" };

    /// <summary>How many heads there are, of which one leads and the others stand by. Several only for <see cref="NodeMode.Process"/>.</summary>
    /// <value>Default: 1.</value>
    public int Heads { get; init; } = 1;

    /// <summary>Where several heads keep their tables, as <c>raynet start --storage</c> takes it: <c>redis://host:port</c> or <c>postgres://user@host:port/database</c>.</summary>
    /// <value>Default: <see langword="null"/>; they keep them on their own disks and agree by Raft, for which there have to be three or more.</value>
    public string? HeadStorage { get; init; }

    /// <summary>How long the one of several heads that leads may be silent before another one takes over.</summary>
    /// <value>Default: two seconds.</value>
    public TimeSpan LeaderLease { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The nodes to start with, beside the head's own.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<NodeOptions> Nodes { get; init; } = [];

    /// <summary>How long the head waits for a node whose connection broke before it gives the node up.</summary>
    /// <value>Default: one second.</value>
    public TimeSpan NodeGracePeriod { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long work has to end when a node is removed.</summary>
    /// <value>Default: two seconds.</value>
    public TimeSpan StopGracePeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the methods that wait for something wait. They fail with a <see cref="TimeoutException"/> that says how things were.</summary>
    /// <value>Default: one minute.</value>
    public TimeSpan WaitLimit { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The <c>raynet</c> command, for <see cref="NodeMode.Process"/>: a binary, or a <c>raynet.dll</c>.</summary>
    /// <value>Default: the variable <c>RAYNET_TOOL</c>, then <c>raynet</c> beside the test, then the one of the search path.</value>
    public string? ToolPath { get; init; }

    /// <summary>Where nodes in this process log.</summary>
    /// <value>Default: nowhere.</value>
    public ILoggerFactory? LoggerFactory { get; init; }
}
