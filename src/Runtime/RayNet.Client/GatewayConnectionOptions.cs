using System.Security.Cryptography.X509Certificates;

namespace RayNet;

/// <summary>How a program connects to a gateway.</summary>
public sealed record GatewayConnectionOptions
{
    /// <summary>The gateway's token.</summary>
    /// <value>Default: none is sent.</value>
    public string? Token { get; init; }

    /// <summary>The authority that signed the gateway's certificate, where it is not one of the system's.</summary>
    /// <value>Default: the system's authorities.</value>
    public X509Certificate2? Authority { get; init; }

    /// <summary>The program's own certificate, for gateways that ask for one.</summary>
    /// <value>Default: none.</value>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Allows calls to another machine without TLS: whoever is on the network reads and changes everything, the token included.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool AllowPlaintext { get; init; }

    /// <summary>How long a call may take. Streams have no limit.</summary>
    /// <value>Default: no limit of the client's own; the gateway has one.</value>
    public TimeSpan? CallTimeout { get; init; }

    /// <summary>The largest result, or item of a stream, in bytes.</summary>
    /// <value>Default: 64 MiB.</value>
    public int MaxReceiveBytes { get; init; } = 64 << 20;
}
