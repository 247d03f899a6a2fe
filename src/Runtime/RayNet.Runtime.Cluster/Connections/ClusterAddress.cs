using System.Globalization;
using System.Net;

namespace RayNet.Runtime.Cluster.Connections;

/// <summary>Where a cluster is: <c>host:port</c>, or <c>raynet://host:port?fp=…</c> as <c>raynet start --head</c> prints it.</summary>
/// <param name="Host">A name or an IP address, without brackets.</param>
/// <param name="Port">The port.</param>
/// <param name="Fingerprint">The SHA-256 of the cluster's authority in hexadecimal digits, or <see langword="null"/>.</param>
/// <param name="Tls">Whether and how it is encrypted.</param>
internal sealed record ClusterAddress(string Host, int Port, string? Fingerprint = null, TlsMode Tls = TlsMode.Auto)
{
    /// <summary>The port of a head that was told no other.</summary>
    internal const int DefaultPort = 6380;

    private const string Scheme = "raynet://";
    private const int FingerprintDigits = 64;

    /// <summary>Further heads of the same cluster, where there are several: <c>a:6380,b:6380,c:6380</c>.</summary>
    internal IReadOnlyList<ClusterAddress> Others { get; init; } = [];

    /// <summary>All heads, each by itself.</summary>
    internal IEnumerable<ClusterAddress> All => [this with { Others = [] }, .. Others];

    /// <summary>Whether it is this machine's own.</summary>
    internal bool IsLoopback => Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(Host, out IPAddress? address) && IPAddress.IsLoopback(address));

    /// <summary><c>host:port</c>.</summary>
    internal string HostAndPort => string.Create(CultureInfo.InvariantCulture, $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");

    /// <summary>Reads an address, or several with commas.</summary>
    /// <exception cref="InvalidOptionException">It cannot be read; the message says why and what it has to be.</exception>
    internal static ClusterAddress Parse(string text)
    {
        string[] heads = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return heads.Length < 2 ? ParseOne(heads.Length == 1 ? heads[0] : text) : ParseOne(heads[0]) with { Others = [.. heads.Skip(1).Select(ParseOne)] };
    }

    /// <summary>Whether the two have a head in common.</summary>
    internal bool Overlaps(ClusterAddress other) =>
        All.Any(head => other.All.Any(candidate => candidate.HostAndPort.Equals(head.HostAndPort, StringComparison.OrdinalIgnoreCase)));

    private static ClusterAddress ParseOne(string text)
    {
        string rest = text.Trim();
        if (rest.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            rest = rest[Scheme.Length..];
        }

        string query = string.Empty;
        if (rest.IndexOf('?', StringComparison.Ordinal) is var mark and >= 0)
        {
            query = rest[(mark + 1)..];
            rest = rest[..mark];
        }

        (string host, int port) = ParseEndPoint(text, rest.TrimEnd('/'));
        var address = new ClusterAddress(host, port);
        foreach (string part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            address = equals < 0 ? throw Unreadable(text, $"'{part}' has no value") : address.With(text, part[..equals], part[(equals + 1)..]);
        }

        return address;
    }

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString()
    {
        string tls = Tls switch
        {
            TlsMode.Off => "?tls=off",
            TlsMode.System => "?tls=system",
            _ => Fingerprint is null ? string.Empty : $"?fp={Fingerprint}",
        };
        string own = tls.Length == 0 ? HostAndPort : $"{Scheme}{HostAndPort}{tls}";
        return Others.Count == 0 ? own : $"{own},{string.Join(',', Others)}";
    }

    private static (string Host, int Port) ParseEndPoint(string text, string endPoint)
    {
        string host = endPoint;
        string? portText = null;
        if (endPoint.StartsWith('['))
        {
            int end = endPoint.IndexOf(']', StringComparison.Ordinal);
            if (end < 0)
            {
                throw Unreadable(text, "a bracket is not closed");
            }

            host = endPoint[1..end];
            portText = endPoint.Length > end + 1 && endPoint[end + 1] == ':' ? endPoint[(end + 2)..] : endPoint.Length == end + 1 ? null : throw Unreadable(text, "a port follows ']:'");
        }
        else if (endPoint.Count(static character => character == ':') == 1)
        {
            int colon = endPoint.IndexOf(':', StringComparison.Ordinal);
            host = endPoint[..colon];
            portText = endPoint[(colon + 1)..];
        }

        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            throw Unreadable(text, $"'{host}' is no host");
        }

        int port = DefaultPort;
        if (portText is not null && (!int.TryParse(portText, NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > 65_535))
        {
            throw Unreadable(text, $"'{portText}' is no port");
        }

        return (host, port);
    }

    private static InvalidOptionException Unreadable(string text, string why) =>
        new($"The address '{text}' cannot be read: {why}. Give host:port, or the join address that 'raynet start --head' printed (raynet://host:port?fp=...).");

    private ClusterAddress With(string text, string key, string value) => (key, value) switch
    {
        ("fp", { Length: FingerprintDigits }) when value.All(char.IsAsciiHexDigit) => this with { Fingerprint = value.ToLowerInvariant() },
        ("fp", _) => throw Unreadable(text, $"the fingerprint has to be {FingerprintDigits} hexadecimal digits"),
        ("tls", "off") => this with { Tls = TlsMode.Off },
        ("tls", "system") => this with { Tls = TlsMode.System },
        _ => throw Unreadable(text, $"'{key}={value}' is unknown; fp=..., tls=off and tls=system are known"),
    };
}
