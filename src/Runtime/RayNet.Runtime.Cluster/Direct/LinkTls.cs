using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using RayNet.Runtime.Cluster.Connections;

namespace RayNet.Runtime.Cluster.Direct;

/// <summary>TLS of links between processes: the certificate is for one connection, and known by its hash.</summary>
internal static class LinkTls
{
    private const SslProtocols Protocols = SslProtocols.Tls13 | SslProtocols.Tls12;

    private static readonly SslApplicationProtocol Alpn = new("raynet-link/1");

    internal static SslServerAuthenticationOptions ServerOptions(X509Certificate2 certificate) => new()
    {
        ServerCertificateContext = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true),
        ApplicationProtocols = [Alpn],
        EnabledSslProtocols = Protocols,
        AllowTlsResume = false,
    };

    /// <param name="hash">The SHA-256 of the certificate, in hexadecimal.</param>
    internal static SslClientAuthenticationOptions ClientOptions(string hash) => new()
    {
        TargetHost = LinkCertificate.Name,
        ApplicationProtocols = [Alpn],
        EnabledSslProtocols = Protocols,
        AllowTlsResume = false,
        RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            certificate is not null && ClusterTrust.Fingerprint(certificate.GetRawCertData()) == hash,
    };
}
