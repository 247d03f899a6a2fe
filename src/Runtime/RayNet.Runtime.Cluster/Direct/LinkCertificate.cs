using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RayNet.Runtime.Cluster.Direct;

/// <summary>
/// A certificate for one connection. Who connects knows its hash from the node that it trusts already, so it needs no authority; and a process
/// never holds a key of the cluster.
/// </summary>
internal static class LinkCertificate
{
    internal const string Name = "raynet-link";

    /// <summary>The clocks of two machines differ.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromDays(1);

    internal static (byte[] Certificate, byte[] Key) Create(TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Name}", key, HashAlgorithmName.SHA256);
        DateTimeOffset now = time.GetUtcNow();
        using X509Certificate2 certificate = request.CreateSelfSigned(now - Slack, now + Slack);
        return (certificate.RawData, key.ExportPkcs8PrivateKey());
    }

    internal static X509Certificate2 Open(byte[] certificate, byte[] key)
    {
        using X509Certificate2 bare = X509CertificateLoader.LoadCertificate(certificate);
        using var pair = ECDsa.Create();
        pair.ImportPkcs8PrivateKey(key, out _);
        return bare.CopyWithPrivateKey(pair);
    }
}
