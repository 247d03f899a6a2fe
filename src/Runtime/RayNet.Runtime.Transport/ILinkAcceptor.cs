using System.Net.Sockets;

namespace RayNet.Runtime.Transport;

/// <summary>What takes streams of bytes that other processes open at this one.</summary>
internal interface ILinkAcceptor
{
    /// <summary>
    /// Takes a stream. It lives until it is disposed or aborted, also after the task has ended; where the task fails, the stream ends, and the
    /// other side gets the reason if it is a <see cref="LinkException"/>.
    /// </summary>
    /// <param name="channel">The stream.</param>
    /// <param name="request">What the other side wants.</param>
    /// <param name="cancellationToken">Canceled when the stream is gone or the server stops.</param>
    Task AcceptAsync(IByteChannel channel, LinkRequest request, CancellationToken cancellationToken);

    /// <summary>Takes a connection that shows a ticket, as a socket that was never used asynchronously. On a thread that may block.</summary>
    /// <param name="socket">The connection; the acceptor's from now on, whatever becomes of it.</param>
    /// <param name="ticket">The ticket.</param>
    /// <exception cref="IOException">Whom the ticket leads to is gone.</exception>
    void HandOver(Socket socket, string ticket) => socket.Dispose();
}
