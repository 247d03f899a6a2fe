using System.Globalization;
using System.Net;

namespace RayNet.Runtime.Head.Raft;

/// <summary>
/// The heads that <c>--join</c> names: the same list for each of them, this one included. Between themselves they speak Raft on the port
/// that is <see cref="PortOffset"/> above the one that they serve.
/// </summary>
/// <param name="All">All heads: <c>host:port</c>.</param>
/// <param name="Own">This one.</param>
internal sealed record RaftPeers(IReadOnlyList<string> All, string Own)
{
    internal const int PortOffset = 1_000;

    private const int HighestPort = 65_535;

    /// <summary>Finds this head in the list.</summary>
    /// <param name="heads">The list, with commas.</param>
    /// <param name="host">Where this head is reached.</param>
    /// <param name="port">The port that it serves.</param>
    /// <exception cref="InvalidOptionException">This head is not in it, one is there twice, or a port is too high.</exception>
    internal static RaftPeers Parse(string heads, string host, int port)
    {
        string own = string.Create(CultureInfo.InvariantCulture, $"{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}");
        string[] all = heads.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (string head in all)
        {
            (string _, int other) = Split(head);
            if (other is < 1 or > HighestPort - PortOffset)
            {
                throw new InvalidOptionException($"--join names '{head}'. Heads speak to each other on the port {PortOffset} above their own, so that it has to be from 1 to {HighestPort - PortOffset}.");
            }
        }

        if (all.Distinct(StringComparer.OrdinalIgnoreCase).Count() != all.Length)
        {
            throw new InvalidOptionException("--join names a head twice. Name each of them once: host:port,host:port,host:port.");
        }

        return all.FirstOrDefault(head => head.Equals(own, StringComparison.OrdinalIgnoreCase)) is { } found
            ? new RaftPeers(all, found)
            : throw new InvalidOptionException($"--join names {string.Join(", ", all)}, and this head is {own}. Give all heads the same list, with each one's --host and --port in it.");
    }

    /// <summary>Where a head speaks Raft.</summary>
    internal static EndPoint EndPointOf(string head)
    {
        (string host, int port) = Split(head);
        return IPAddress.TryParse(host, out IPAddress? address) ? new IPEndPoint(address, port + PortOffset) : new DnsEndPoint(host, port + PortOffset);
    }

    /// <summary>The head that speaks Raft there; empty for a stranger.</summary>
    internal string HeadAt(EndPoint? point) => point is null ? string.Empty : All.FirstOrDefault(head => EndPointOf(head).Equals(point)) ?? string.Empty;

    private static (string Host, int Port) Split(string head)
    {
        int colon = head.LastIndexOf(':');
        return colon > 0 && int.TryParse(head.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port)
            ? (head[..colon].Trim('[', ']'), port)
            : throw new InvalidOptionException($"--join names '{head}', which is no host:port.");
    }
}
