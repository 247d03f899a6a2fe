using System.Security.Cryptography.X509Certificates;
using RayNet.Runtime.Cluster.Connections;

namespace RayNet.Runtime.Server.Security;

/// <summary>How a server protects its port, and how it connects to other members.</summary>
internal sealed record ServerSecurity
{
    /// <summary>Neither TLS nor a token: for a port that only this machine reaches.</summary>
    internal static readonly ServerSecurity None = new();

    /// <summary>What callers have to show; <see langword="null"/> asks for nothing.</summary>
    internal string? Token { get; init; }

    /// <summary>The server's certificate; <see langword="null"/> for plaintext.</summary>
    internal X509Certificate2? Certificate { get; init; }

    /// <summary>Certificates between the server's and the authority's.</summary>
    internal X509Certificate2Collection Intermediates { get; init; } = [];

    /// <summary>The authority of all members, if they do not use the system's.</summary>
    internal X509Certificate2? Authority { get; init; }

    /// <summary>Whether callers need a certificate of the authority.</summary>
    internal bool RequireClientCertificate { get; init; }

    /// <summary>What this member shows to others.</summary>
    internal ClusterCredentials Credentials => new()
    {
        Token = Token,
        Authority = Authority,
        Certificate = RequireClientCertificate ? Certificate : null,
    };
}
