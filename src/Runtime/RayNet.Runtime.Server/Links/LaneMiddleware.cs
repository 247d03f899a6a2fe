using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Cluster.Transfer;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Server.Links;

/// <summary>
/// Takes connections for objects out of those that arrive at the port: their first bytes are not HTTP's. They are opened by a ticket that the node gave
/// in a call, so whoever has none gets no further.
/// </summary>
internal sealed class LaneMiddleware(ILinkAcceptor links, TimeSpan handshakeTimeout)
{
    internal async Task OnConnectionAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (await IsLaneAsync(connection).ConfigureAwait(false))
        {
            await ServeAsync(connection).ConfigureAwait(false);
        }
        else
        {
            await next(connection).ConfigureAwait(false);
        }
    }

    /// <summary>Looks at the first bytes and leaves them where they are.</summary>
    private async Task<bool> IsLaneAsync(ConnectionContext connection)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
        limit.CancelAfter(handshakeTimeout);
        PipeReader input = connection.Transport.Input;
        try
        {
            ReadResult read = await input.ReadAsync(limit.Token).ConfigureAwait(false);
            bool isLane = !read.Buffer.IsEmpty && read.Buffer.FirstSpan[0] == Preface.First;
            input.AdvanceTo(read.Buffer.Start);
            return isLane;
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // Whatever it was going to be: HTTP ends it as it ends a silent connection.
            return false;
        }
    }

    private async Task ServeAsync(ConnectionContext connection)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(
            connection.ConnectionClosed, connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? CancellationToken.None);
        try
        {
            if (await ReadTicketAsync(connection, over.Token).ConfigureAwait(false) is { } ticket)
            {
                var channel = new ConnectionByteChannel(connection);
                await links.AcceptAsync(channel, new LinkRequest(0, LaneProtocol.Purpose, connection.RemoteEndPoint?.ToString() ?? string.Empty) { Ticket = ticket }, over.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or RayException)
        {
            // The other side sees that the connection is closed, and asks for another ticket if it still wants something.
        }
    }

    private async Task<string?> ReadTicketAsync(ConnectionContext connection, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(handshakeTimeout);
        ReadResult read = await connection.Transport.Input.ReadAtLeastAsync(Preface.Length, limit.Token).ConfigureAwait(false);
        if (read.Buffer.Length < Preface.Length)
        {
            return null;
        }

        byte[] head = read.Buffer.Slice(0, Preface.Length).ToArray();
        connection.Transport.Input.AdvanceTo(read.Buffer.GetPosition(Preface.Length));
        return Preface.TicketOf(head, Preface.Objects);
    }
}
