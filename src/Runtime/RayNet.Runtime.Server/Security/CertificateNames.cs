using System.Net;
using System.Security.Cryptography.X509Certificates;
using RayNet.Runtime.Cluster.Connections;

namespace RayNet.Runtime.Server.Security;

/// <summary>The names in the certificates of a cluster's members.</summary>
internal static class CertificateNames
{
    internal const int MostNames = 32;

    private const int LongestName = 253;

    /// <summary>The extension with the names, which may have come over the wire.</summary>
    /// <exception cref="InvalidOptionException">One of them is no name.</exception>
    internal static X509Extension Extension(IReadOnlyCollection<string> names)
    {
        if (names.Count > MostNames)
        {
            throw new InvalidOptionException($"A certificate for {names.Count} names was asked for; {MostNames} are allowed.");
        }

        var builder = new SubjectAlternativeNameBuilder();
        builder.AddDnsName(ClusterTrust.MemberName);
        foreach (string name in names.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            Add(builder, name);
        }

        return builder.Build();
    }

    private static void Add(SubjectAlternativeNameBuilder builder, string? name)
    {
        if (IPAddress.TryParse(name, out IPAddress? address))
        {
            builder.AddIpAddress(address);
        }
        else if (name is { Length: > 0 and <= LongestName } && Uri.CheckHostName(name) == UriHostNameType.Dns)
        {
            builder.AddDnsName(name);
        }
        else
        {
            throw new InvalidOptionException($"A certificate was asked for '{(name is { Length: > LongestName } ? name[..LongestName] : name)}', which is neither a host name nor an IP address.");
        }
    }
}
