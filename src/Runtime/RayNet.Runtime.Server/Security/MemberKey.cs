using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RayNet.Runtime.Server.Security;

/// <summary>A member's key and its request for a certificate.</summary>
internal static class MemberKey
{
    /// <summary>A PKCS#10 request for the key, in DER.</summary>
    internal static byte[] Request(ECDsa key) => new CertificateRequest("CN=RayNet", key, HashAlgorithmName.SHA256).CreateSigningRequest();

    /// <summary>The certificate with its key, as TLS needs it.</summary>
    internal static X509Certificate2 Attach(X509Certificate2 certificate, ECDsa key)
    {
        using X509Certificate2 joined = certificate.CopyWithPrivateKey(key);

        // TLS on Windows cannot use a key that is in memory only.
        return X509CertificateLoader.LoadPkcs12(joined.Export(X509ContentType.Pkcs12), null);
    }
}
