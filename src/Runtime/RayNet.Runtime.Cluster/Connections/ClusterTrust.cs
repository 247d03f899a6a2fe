using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RayNet.Runtime.Cluster.Connections;

/// <summary>Decides whether a server, or a client, has a certificate of the cluster's authority.</summary>
internal static class ClusterTrust
{
    /// <summary>
    /// The name that all certificates carry which a cluster's own authority signed. Such an authority signs for nobody else, so that the name
    /// by which a machine is reached does not matter.
    /// </summary>
    internal const string MemberName = "node.raynet.internal";

    /// <summary>The SHA-256 of a certificate in lower-case hexadecimal digits.</summary>
    internal static string Fingerprint(X509Certificate2 certificate) => Fingerprint(certificate.RawData);

    /// <summary>The fingerprint of a certificate's bytes.</summary>
    internal static string Fingerprint(byte[] certificate) => Convert.ToHexStringLower(SHA256.HashData(certificate));

    /// <summary>Whether a server's certificate is signed by the authority, and is for the name by which the server was reached.</summary>
    internal static bool IsServer(X509Certificate2 authority, X509Certificate? certificate, X509Chain? sent, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 server || !IsSignedBy(authority, server, sent))
        {
            return false;
        }

        return !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) || server.MatchesHostname(MemberName);
    }

    /// <summary>Whether a chain leads from the certificate to the authority.</summary>
    internal static bool IsSignedBy(X509Certificate2 authority, X509Certificate2 certificate, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        if (sent is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        }

        return chain.Build(certificate);
    }
}
