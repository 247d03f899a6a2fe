using System.Net;
using System.Net.Security;

namespace RayNet.Runtime.Transport;

/// <summary>A socket to connect to: of a process of this machine, or a port that leads to one of another machine.</summary>
/// <param name="Address">Where it is.</param>
internal sealed record LaneTarget(EndPoint Address)
{
    /// <summary>What is sent first, in the clear.</summary>
    internal ReadOnlyMemory<byte> Preface { get; init; }

    /// <summary>What is believed of the other side; <see langword="null"/> without TLS.</summary>
    internal SslClientAuthenticationOptions? Tls { get; init; }

    /// <summary>What is sent before the greeting, secured where TLS is.</summary>
    internal ReadOnlyMemory<byte> Secret { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Address is DnsEndPoint { Host: var host, Port: var port } ? $"{host}:{port}" : Address.ToString()!;
}
