using System.Globalization;

namespace RayNet.Runtime.Cluster.Connections;

/// <summary>
/// Which versions of the wire protocol this build speaks. Every call says so in its headers, so that parts of a cluster that do not fit
/// find out with the first call.
/// </summary>
internal static class RayNetProtocol
{
    /// <summary>The oldest version that this build still speaks.</summary>
    internal const int Oldest = 1;

    /// <summary>The newest version that this build speaks. Raised with every change that an older build cannot read.</summary>
    internal const int Newest = 1;

    /// <summary>The header with the versions of the caller: <c>oldest-newest</c>.</summary>
    internal const string ProtocolHeader = "raynet-protocol";

    /// <summary>The header with RayNet's version at the caller, for people.</summary>
    internal const string VersionHeader = "raynet-version";

    /// <summary>The header with the id of the calling node: <c>origin-sequence</c>, as ids are written.</summary>
    internal const string NodeHeader = "raynet-node";

    /// <summary>The header with the token: <c>Bearer token</c>.</summary>
    internal const string TokenHeader = "authorization";

    /// <summary>What precedes the token.</summary>
    internal const string TokenPrefix = "Bearer ";

    /// <summary>Where a TLS server shows the certificate of its authority. It is not secret: a client compares it to the fingerprint that it knows.</summary>
    internal const string AuthorityPath = "/raynet/ca";

    /// <summary>The header's value.</summary>
    internal static string Versions { get; } = string.Create(CultureInfo.InvariantCulture, $"{Oldest}-{Newest}");

    /// <summary>Whether two ranges have a version in common. A range that cannot be read fits nothing.</summary>
    internal static bool Fits(string? versions, int oldest, int newest) =>
        TryParse(versions, out int otherOldest, out int otherNewest) && otherOldest <= newest && oldest <= otherNewest;

    private static bool TryParse(string? versions, out int oldest, out int newest)
    {
        oldest = newest = 0;
        return versions?.Split('-') is [{ } first, { } second]
            && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out oldest)
            && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out newest)
            && oldest <= newest;
    }
}
