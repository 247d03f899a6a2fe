using RayNet.Runtime.Rpc;

namespace RayNet.Runtime.Control;

/// <summary>Signs the certificates of nodes that join a cluster with an authority of its own.</summary>
[RpcService]
internal interface ICertificateService
{
    /// <summary>
    /// A certificate for the key of a PKCS#10 request, in DER. Of the request only the key is used; <paramref name="names"/> are the names and
    /// IP addresses by which the node is reached.
    /// </summary>
    Task<byte[]> SignAsync(byte[] request, string[] names, CancellationToken cancellationToken = default);
}
