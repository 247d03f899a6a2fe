using System.Net.Sockets;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Control;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Direct;

/// <summary>
/// The node's side of links that reach its processes without it: it gives tickets to whoever may have one, and hands the connections that show
/// them to the processes. What goes over them it does not see.
/// </summary>
/// <param name="laneOf">Where a process of the node listens; empty or <see langword="null"/> where it is not here or does not.</param>
/// <param name="token">The cluster's token for links.</param>
/// <param name="isTls">Whether what goes over the network is secured.</param>
/// <param name="time">The clock of tickets and certificates.</param>
internal sealed class DirectLinks(Func<ulong, string?> laneOf, string token, bool isTls, TimeProvider time)
{
    private readonly Tickets<Invitation> _tickets = new(time);

    /// <summary>A ticket for a connection to a process; <see langword="null"/> where it is not here, or does not take connections.</summary>
    internal LinkTicket? Issue(ulong process)
    {
        if (laneOf(process) is not { } lane || !HandoverListener.IsAt(lane))
        {
            return null;
        }

        string secret = Preface.NewSecret();
        (byte[] certificate, byte[] key) = isTls ? LinkCertificate.Create(time) : ([], []);
        string ticket = _tickets.Issue(new Invitation(lane, new Handover(token, secret, certificate, key)));
        return new LinkTicket(ticket, secret, isTls ? ClusterTrust.Fingerprint(certificate) : string.Empty);
    }

    /// <summary>Hands a connection to the process that its ticket leads to.</summary>
    /// <exception cref="IOException">The process is gone.</exception>
    internal void HandOver(Socket socket, string ticket)
    {
        if (_tickets.TryTake(ticket, out Invitation? invitation))
        {
            HandoverListener.Send(invitation.Lane, socket, invitation.Handover.ToLine());
        }
        else
        {
            socket.Dispose();
        }
    }

    private sealed record Invitation(string Lane, Handover Handover);
}
