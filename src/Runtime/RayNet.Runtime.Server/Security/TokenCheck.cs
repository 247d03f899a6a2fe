using System.Security.Cryptography;
using System.Text;
using RayNet.Runtime.Cluster.Connections;

namespace RayNet.Runtime.Server.Security;

/// <summary>Compares tokens in a time that does not depend on where they differ.</summary>
internal sealed class TokenCheck(string token)
{
    private readonly byte[] _hash = Hash(token);

    /// <summary>Whether a header <c>Bearer token</c> has the token.</summary>
    internal bool IsRight(string header) =>
        header.StartsWith(RayNetProtocol.TokenPrefix, StringComparison.OrdinalIgnoreCase)
        && header.Length - RayNetProtocol.TokenPrefix.Length <= SecretFile.LongestToken
        && CryptographicOperations.FixedTimeEquals(Hash(header[RayNetProtocol.TokenPrefix.Length..]), _hash);

    // Hashes have one length, whatever was sent.
    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
