using System.Net;
using System.Text;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Control;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Direct;

/// <summary>Links to processes of other nodes by connections of their own: to the node's port, which hands them over.</summary>
internal static class DirectDial
{
    /// <summary>A link by a ticket; <see langword="null"/> without one, and where something between passes only what it knows: then the way is through the nodes.</summary>
    /// <exception cref="LinkException">The process refuses.</exception>
    internal static async Task<Link?> TryDialAsync(string address, LinkTicket? ticket, ClusterIdentity identity, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            return ticket is null ? null : await DialAsync(address, ticket, identity, time, cancellationToken).ConfigureAwait(false);
        }
        catch (LinkException exception) when (exception.Error is LinkError.Broken or LinkError.TimedOut)
        {
            return null;
        }
    }

    /// <exception cref="LinkException">The node cannot be reached, or the process refuses.</exception>
    internal static Task<Link> DialAsync(string address, LinkTicket ticket, ClusterIdentity identity, TimeProvider time, CancellationToken cancellationToken)
    {
        ClusterAddress node = ClusterAddress.Parse(address);
        var target = new LaneTarget(new DnsEndPoint(node.Host, node.Port))
        {
            Preface = Preface.Create(Preface.Link, ticket.Ticket),
            Tls = ticket.CertificateHash.Length == 0 ? null : LinkTls.ClientOptions(ticket.CertificateHash),
            Secret = Encoding.ASCII.GetBytes(ticket.Secret),
        };
        return new LaneDial(target, identity.ToHello(), LinkOptions.Default, time, cancellationToken).RunAsync();
    }
}
