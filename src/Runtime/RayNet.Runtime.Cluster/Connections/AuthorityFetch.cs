using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RayNet.Runtime.Cluster.Connections;

/// <summary>
/// Gets the certificate of a cluster's authority from the cluster itself, and believes it only if its fingerprint is the one that the join
/// address names. Nothing secret is sent before that.
/// </summary>
internal static class AuthorityFetch
{
    private const int LongestCertificate = 64 * 1024;

    /// <exception cref="RayException">Nobody answers, or the authority is another one.</exception>
    internal static async Task<X509Certificate2> FetchAsync(ClusterAddress address, string fingerprint, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { ConnectTimeout = timeout, UseProxy = false };

        // The answer is checked by its fingerprint, so that the connection need not be.
        handler.SslOptions.RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null;
        using var client = new HttpClient(handler)
        {
            Timeout = timeout,
            MaxResponseContentBufferSize = LongestCertificate,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        try
        {
            string pem = await client.GetStringAsync(new Uri($"https://{address.HostAndPort}{RayNetProtocol.AuthorityPath}"), cancellationToken).ConfigureAwait(false);
            X509Certificate2 authority = X509Certificate2.CreateFromPem(pem);
            string found = ClusterTrust.Fingerprint(authority);
            return CryptographicOperations.FixedTimeEquals(Convert.FromHexString(found), Convert.FromHexString(fingerprint))
                ? authority
                : throw new RayException(RayErrorCode.Unauthorized, $"The cluster at {address.HostAndPort} has another authority than the join address names: its fingerprint is {found}. Use the join address that this cluster's 'raynet start --head' printed; if it did not change, somebody stands between.");
        }
        catch (Exception exception) when (exception is CryptographicException or HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw ConnectErrors.Unreachable(address, isTls: true, exception);
        }
    }
}
