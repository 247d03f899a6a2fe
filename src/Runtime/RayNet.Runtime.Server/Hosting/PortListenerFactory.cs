using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using RayNet.Runtime.Server.Links;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Server.Hosting;

/// <summary>Makes the listeners of Kestrel's ports, which take the connections that are not for it.</summary>
internal sealed class PortListenerFactory(ILinkAcceptor links, SslServerAuthenticationOptions? tls, ServerOptions options, ILoggerFactory logging) : IConnectionListenerFactory
{
    private const int Queue = 512;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        Socket socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        TcpSettings.AcceptWithBytes(socket, options.HandshakeTimeout);
        socket.Listen(Queue);
        var prefaced = new PrefacedConnections(links, tls, options.HandshakeTimeout, logging.CreateLogger("RayNet.Server"));
        return ValueTask.FromResult<IConnectionListener>(new PortListener(socket, prefaced, options, logging));
    }
}
