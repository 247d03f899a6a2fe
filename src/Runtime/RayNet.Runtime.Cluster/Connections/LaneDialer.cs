using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using RayNet.Runtime.Transport;
using RayNet.Runtime.Transport.Sealing;

namespace RayNet.Runtime.Cluster.Connections;

/// <summary>
/// Opens connections that carry bytes of objects: the port and the protection are those of gRPC, the first bytes say that it is something else. With TLS it greets and says who wants what;
/// the bytes are sealed with keys that were agreed on inside (<see cref="SealedGreeting"/>).
/// </summary>
internal static class LaneDialer
{
    internal static async Task<IByteChannel> DialAsync(ClusterAddress address, SslClientAuthenticationOptions? tls, ConnectionOptions options, string ticket, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.ConnectTimeout);
        var target = new DnsEndPoint(address.Host, address.Port);
        if (tls is not null)
        {
            tls.TargetHost = address.Host;
        }

        try
        {
            return options.Connect is { } connect
                ? await GreetAsync(await connect(target, limit.Token).ConfigureAwait(false), tls, ticket, limit.Token).ConfigureAwait(false)
                : await DialSocketAsync(target, tls, ticket, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is SocketException or IOException or ObjectDisposedException or AuthenticationException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw exception as IOException ?? new IOException($"No connection for objects to {address.HostAndPort}: {exception.Message}", exception);
        }
    }

    /// <summary>A socket that nothing asynchronous has touched: a thread that waits on it gets more at a time.</summary>
    private static async Task<IByteChannel> DialSocketAsync(DnsEndPoint target, SslClientAuthenticationOptions? tls, string ticket, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using CancellationTokenRegistration canceled = cancellationToken.UnsafeRegister(static socket => ((Socket)socket!).Dispose(), socket);
        try
        {
            return await LinkThreads.RunAsync(async () =>
            {
                socket.Connect(target);
                TcpSettings.ApplyTo(socket);
                return await GreetAsync(new BlockingSocketChannel(socket), () => new NetworkStream(socket), tls, ticket, CancellationToken.None).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<IByteChannel> GreetAsync(Stream stream, SslClientAuthenticationOptions? tls, string ticket, CancellationToken cancellationToken)
    {
        try
        {
            return await GreetAsync(new StreamByteChannel(stream), () => stream, tls, ticket, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<IByteChannel> GreetAsync(IByteChannel bare, Func<Stream> open, SslClientAuthenticationOptions? tls, string ticket, CancellationToken cancellationToken)
    {
        if (tls is null)
        {
            await bare.SendAsync(Preface.Create(Preface.Objects, ticket), cancellationToken).ConfigureAwait(false);
            return bare;
        }

        await bare.SendAsync(Preface.CreateSecured(), cancellationToken).ConfigureAwait(false);
        var secured = new SslStream(open(), leaveInnerStreamOpen: true);
        await using (secured.ConfigureAwait(false))
        {
            if (bare.Blocks)
            {
                secured.AuthenticateAsClient(tls);
            }
            else
            {
                await secured.AuthenticateAsClientAsync(tls, cancellationToken).ConfigureAwait(false);
            }

            return await new SealedGreeting(secured, bare).DialAsync(Preface.Create(Preface.Sealed, ticket), cancellationToken).ConfigureAwait(false);
        }
    }
}
