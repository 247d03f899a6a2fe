using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using RayNet.Runtime.Cluster.Connections;

namespace RayNet.Runtime.Server.Security;

/// <summary>TLS of a port, as its protection says.</summary>
internal static class ServerTls
{
    /// <param name="security">A protection with a certificate.</param>
    /// <param name="handshakeTimeout">How long a caller may take.</param>
    /// <param name="protocols">What is spoken on the port.</param>
    internal static TlsHandshakeCallbackOptions Create(ServerSecurity security, TimeSpan handshakeTimeout, params SslApplicationProtocol[] protocols)
    {
        X509Certificate2? authority = security.Authority;
        var tls = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(security.Certificate!, security.Intermediates, offline: true),
            ClientCertificateRequired = security.RequireClientCertificate,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            ApplicationProtocols = [.. protocols],
        };
        if (security.RequireClientCertificate && authority is not null)
        {
            tls.RemoteCertificateValidationCallback = (_, certificate, chain, _) => certificate is X509Certificate2 client && ClusterTrust.IsSignedBy(authority, client, chain);
        }

        return new TlsHandshakeCallbackOptions { HandshakeTimeout = handshakeTimeout, OnConnection = _ => ValueTask.FromResult(tls) };
    }
}
