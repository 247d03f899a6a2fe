using Microsoft.Extensions.Logging;
using RayNet.Runtime.Rpc.Hubs;

namespace RayNet.Runtime.Server.Nodes;

/// <summary>Times of a node's connection to the head.</summary>
internal sealed record NodeConnectionOptions
{
    internal static readonly NodeConnectionOptions Default = new();

    /// <summary>How long the head may take to answer the first time: it may be starting, too.</summary>
    internal TimeSpan JoinTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a node tries to come back after a broken connection, and how long what needs the head waits for one.</summary>
    internal TimeSpan ReconnectTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long one attempt may take.</summary>
    internal TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The pause after the first failed attempt; it doubles up to <see cref="LongestPause"/>.</summary>
    internal TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause between attempts.</summary>
    internal TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often head and node ask each other whether they are there.</summary>
    internal TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the other side may be silent after that before the connection counts as broken.</summary>
    internal TimeSpan HeartbeatTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The shortest time between two reports.</summary>
    internal TimeSpan ReportInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest time between two reports.</summary>
    internal TimeSpan IdleReportInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What of it the hub connection needs, on either side.</summary>
    internal HubOptions ToHub(TimeProvider time, ILogger logger) => new()
    {
        HeartbeatInterval = HeartbeatInterval > TimeSpan.Zero ? HeartbeatInterval : null,
        HeartbeatTimeout = HeartbeatTimeout,
        TimeProvider = time,
        Logger = logger,
    };
}
