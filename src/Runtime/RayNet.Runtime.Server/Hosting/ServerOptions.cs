using System.Net;
using RayNet.Runtime.Server.Security;

namespace RayNet.Runtime.Server.Hosting;

/// <summary>Where a server listens, and its limits. What is over a limit costs its sender the call or the connection, and nobody else.</summary>
internal sealed record ServerOptions
{
    /// <summary>The address to listen on.</summary>
    internal required IPAddress Address { get; init; }

    /// <summary>The port; 0 for any free one.</summary>
    internal required int Port { get; init; }

    /// <summary>TLS and token.</summary>
    internal ServerSecurity Security { get; init; } = ServerSecurity.None;

    /// <summary>Why calls are refused now, for a head that does not lead; <see langword="null"/> while they are taken.</summary>
    internal Func<RayException?> Refusal { get; init; } = static () => null;

    /// <summary>Connections at a time.</summary>
    internal int MaxConnections { get; init; } = 10_000;

    /// <summary>Calls at a time on one connection.</summary>
    internal int MaxCallsPerConnection { get; init; } = 10_000;

    /// <summary>The largest message that is read.</summary>
    internal int MaxReceiveBytes { get; init; } = 16 << 20;

    /// <summary>The largest message that is written.</summary>
    internal int MaxSendBytes { get; init; } = 64 << 20;

    /// <summary>How long a caller may take for the TLS handshake, and for its headers.</summary>
    internal TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection may do nothing at all.</summary>
    internal TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Silence after which a caller is asked whether it is still there.</summary>
    internal TimeSpan PingDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long its answer may take.</summary>
    internal TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long calls have to end when the server stops.</summary>
    internal TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(2);
}
