using RayNet.Runtime.Control;

namespace RayNet.Runtime.Server.Security;

/// <summary>Signs certificates of nodes. Whoever calls has shown the token already.</summary>
internal sealed class CertificateService(CertificateAuthority? authority) : ICertificateService
{
    public Task<byte[]> SignAsync(byte[] request, string[] names, CancellationToken cancellationToken = default)
    {
        if (authority is null)
        {
            throw new InvalidOptionException("This cluster has no authority of its own. Give the node a certificate of yours: --tls-cert, --tls-key and --tls-ca.");
        }

        using var certificate = authority.Sign(request, names ?? []);
        return Task.FromResult(certificate.RawData);
    }
}
