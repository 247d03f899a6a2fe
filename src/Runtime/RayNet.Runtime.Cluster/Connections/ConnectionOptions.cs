namespace RayNet.Runtime.Cluster.Connections;

/// <summary>Limits and times of connections to other machines.</summary>
internal sealed record ConnectionOptions
{
    internal static readonly ConnectionOptions Default = new();

    /// <summary>How long connecting may take, TLS included.</summary>
    internal TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Silence after which the other side is asked whether it is still there.</summary>
    internal TimeSpan PingDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long its answer may take.</summary>
    internal TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a connection without calls is kept.</summary>
    internal TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long connecting to one of several heads may take: the next one may lead.</summary>
    internal TimeSpan HeadConnectTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a question that no head has taken yet is asked again, where there are several heads and none leads.</summary>
    internal TimeSpan TakeoverTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The pause after all heads were asked.</summary>
    internal TimeSpan TakeoverPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The clock.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The largest message that is read.</summary>
    internal int MaxReceiveBytes { get; init; } = 64 << 20;

    /// <summary>Makes the connections, in place of the system: tests cut them.</summary>
    internal Func<System.Net.DnsEndPoint, CancellationToken, ValueTask<Stream>>? Connect { get; init; }
}
