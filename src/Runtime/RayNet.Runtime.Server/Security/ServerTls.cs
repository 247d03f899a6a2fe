using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using RayNet.Runtime.Cluster.Connections;

namespace RayNet.Runtime.Server.Security;

/// <summary>TLS of a port, as its protection says.</summary>
internal static class ServerTls
{
    /// <summary>What the handshake of a port needs, but for the protocols that it speaks.</summary>
    /// <param name="security">A protection with a certificate.</param>
    internal static SslServerAuthenticationOptions CreateOptions(ServerSecurity security)
    {
        X509Certificate2? authority = security.Authority;
        var tls = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(security.Certificate!, security.Intermediates, offline: true),
            ClientCertificateRequired = security.RequireClientCertificate,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        };
        if (security.RequireClientCertificate && authority is not null)
        {
            tls.RemoteCertificateValidationCallback = (_, certificate, chain, _) => certificate is X509Certificate2 client && ClusterTrust.IsSignedBy(authority, client, chain);
        }

        return tls;
    }

    /// <summary>TLS of a port of Kestrel.</summary>
    /// <param name="security">A protection with a certificate.</param>
    /// <param name="handshakeTimeout">How long a caller may take.</param>
    /// <param name="protocol">What is spoken on the port.</param>
    internal static TlsHandshakeCallbackOptions Create(ServerSecurity security, TimeSpan handshakeTimeout, SslApplicationProtocol protocol)
    {
        SslServerAuthenticationOptions tls = CreateOptions(security);
        tls.ApplicationProtocols = [protocol];
        return new TlsHandshakeCallbackOptions { HandshakeTimeout = handshakeTimeout, OnConnection = _ => ValueTask.FromResult(tls) };
    }
}
