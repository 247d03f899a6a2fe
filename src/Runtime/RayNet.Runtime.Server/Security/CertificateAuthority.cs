using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RayNet.Runtime.Cluster.Connections;

namespace RayNet.Runtime.Server.Security;

/// <summary>The authority of one cluster. It lives in two files of the head's user, so that a head that starts again has the same fingerprint.</summary>
internal sealed class CertificateAuthority : IDisposable
{
    private const string CertificateFile = "ca.pem";
    private const string KeyFile = "ca-key.pem";
    private const int SerialBytes = 16;
    private const int LargestRequest = 16 * 1024;
    private const int AuthorityYears = 10;
    private const int MemberYears = 2;

    // Clocks of machines differ.
    private static readonly TimeSpan Backdated = TimeSpan.FromDays(1);
    private static readonly Oid ServerUse = new("1.3.6.1.5.5.7.3.1");
    private static readonly Oid ClientUse = new("1.3.6.1.5.5.7.3.2");

    private readonly X509Certificate2 _withKey;
    private readonly TimeProvider _time;

    private CertificateAuthority(X509Certificate2 withKey, TimeProvider time)
    {
        _withKey = withKey;
        _time = time;
        Certificate = X509CertificateLoader.LoadCertificate(withKey.RawData);
    }

    /// <summary>What clients trust.</summary>
    internal X509Certificate2 Certificate { get; }

    /// <summary>The file of the certificate, once stored.</summary>
    internal string? Path { get; private init; }

    /// <summary>Opens the authority in a directory, or makes one.</summary>
    /// <exception cref="InvalidOptionException">The files cannot be read, or others may read them.</exception>
    internal static CertificateAuthority Open(string directory, TimeProvider time)
    {
        SecretFile.CreateDirectory(directory);
        string certificatePath = System.IO.Path.Combine(directory, CertificateFile);
        string keyPath = System.IO.Path.Combine(directory, KeyFile);
        if (!File.Exists(certificatePath) || !File.Exists(keyPath))
        {
            (string certificate, string key) = Create(time.GetUtcNow());
            SecretFile.Write(keyPath, key);
            SecretFile.Write(certificatePath, certificate);
        }

        try
        {
            var authority = X509Certificate2.CreateFromPem(File.ReadAllText(certificatePath), SecretFile.Read(keyPath));
            return authority.NotAfter.ToUniversalTime() > time.GetUtcNow().UtcDateTime
                ? new CertificateAuthority(authority, time) { Path = certificatePath }
                : throw new InvalidOptionException($"The authority in '{certificatePath}' was valid until {authority.NotAfter:u}. Remove the directory '{directory}' to get a new one; nodes and drivers then need the new join address.");
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOptionException($"The authority in '{directory}' cannot be read: {exception.Message} Remove the directory to get a new one; nodes and drivers then need the new join address.", exception);
        }
    }

    /// <summary>A certificate for a member with a new key.</summary>
    internal X509Certificate2 Issue(IReadOnlyCollection<string> names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = Sign(new CertificateRequest("CN=RayNet", key, HashAlgorithmName.SHA256), names);
        return MemberKey.Attach(certificate, key);
    }

    /// <summary>A certificate for the key of a request, which may have come over the wire.</summary>
    /// <exception cref="InvalidOptionException">The request cannot be read.</exception>
    internal X509Certificate2 Sign(byte[] request, IReadOnlyCollection<string> names)
    {
        if (request is not { Length: > 0 and <= LargestRequest })
        {
            throw new InvalidOptionException($"The certificate request has {request?.Length ?? 0} bytes; 1 to {LargestRequest} are allowed.");
        }

        try
        {
            // Of the request only the key counts; its signature shows that the sender has the private part.
            var read = CertificateRequest.LoadSigningRequest(request, HashAlgorithmName.SHA256);
            return Sign(new CertificateRequest(new X500DistinguishedName("CN=RayNet"), read.PublicKey, HashAlgorithmName.SHA256), names);
        }
        catch (CryptographicException exception)
        {
            throw new InvalidOptionException($"The certificate request cannot be read: {exception.Message}", exception);
        }
    }

    public void Dispose()
    {
        _withKey.Dispose();
        Certificate.Dispose();
    }

    private static (string Certificate, string Key) Create(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=RayNet cluster authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using X509Certificate2 certificate = request.CreateSelfSigned(now - Backdated, now.AddYears(AuthorityYears));
        return (certificate.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    private X509Certificate2 Sign(CertificateRequest request, IReadOnlyCollection<string> names)
    {
        request.CertificateExtensions.Clear();
        request.CertificateExtensions.Add(CertificateNames.Extension(names));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([ServerUse, ClientUse], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_withKey, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        DateTimeOffset now = _time.GetUtcNow();
        DateTimeOffset end = now.AddYears(MemberYears);
        DateTimeOffset last = new(_withKey.NotAfter.ToUniversalTime());
        byte[] serial = RandomNumberGenerator.GetBytes(SerialBytes);
        serial[0] &= 0x7f;
        return request.Create(_withKey, now - Backdated, end < last ? end : last, serial);
    }
}
