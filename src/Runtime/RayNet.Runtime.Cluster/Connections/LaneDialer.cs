using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Connections;

/// <summary>Opens connections that carry bytes of objects: the port and the protection are those of gRPC, the first bytes say that it is something else.</summary>
internal static class LaneDialer
{
    internal static async Task<IByteChannel> DialAsync(ClusterAddress address, SslClientAuthenticationOptions? tls, ConnectionOptions options, string ticket, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.ConnectTimeout);
        var target = new DnsEndPoint(address.Host, address.Port);
        Stream? stream = null;
        try
        {
            if (tls is null && options.Connect is null)
            {
                return await DialInPlainAsync(target, ticket, limit.Token).ConfigureAwait(false);
            }

            stream = options.Connect is { } connect ? await connect(target, limit.Token).ConfigureAwait(false) : await ConnectAsync(target, limit.Token).ConfigureAwait(false);
            if (tls is not null)
            {
                await stream.WriteAsync(Preface.CreateSecured(), limit.Token).ConfigureAwait(false);
                tls.TargetHost = address.Host;
                var secured = new SslStream(stream, leaveInnerStreamOpen: false);
                stream = secured;
                await secured.AuthenticateAsClientAsync(tls, limit.Token).ConfigureAwait(false);
            }

            await stream.WriteAsync(Preface.Create(Preface.Objects, ticket), limit.Token).ConfigureAwait(false);
            return new StreamByteChannel(stream);
        }
        catch (Exception exception) when (exception is SocketException or IOException or ObjectDisposedException or System.Security.Authentication.AuthenticationException or OperationCanceledException)
        {
            if (stream is not null)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }

            cancellationToken.ThrowIfCancellationRequested();
            throw exception as IOException ?? new IOException($"No connection for objects to {address.HostAndPort}: {exception.Message}", exception);
        }
    }

    /// <summary>A socket that nothing asynchronous has touched: a thread that waits on it gets more at a time.</summary>
    private static async Task<IByteChannel> DialInPlainAsync(DnsEndPoint target, string ticket, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using CancellationTokenRegistration canceled = cancellationToken.UnsafeRegister(static socket => ((Socket)socket!).Dispose(), socket);
        try
        {
            var channel = new BlockingSocketChannel(socket);
            await LinkThreads.RunAsync(async () =>
            {
                socket.Connect(target);
                TcpSettings.ApplyTo(socket);
                await channel.SendAsync(Preface.Create(Preface.Objects, ticket), CancellationToken.None).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
            return channel;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint target, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
