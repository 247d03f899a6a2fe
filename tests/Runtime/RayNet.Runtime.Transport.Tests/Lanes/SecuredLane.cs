using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RayNet.Runtime.Transport.Tests.Lanes;

/// <summary>Connections that are handed over, with TLS between the two processes.</summary>
internal sealed class SecuredLane : HandedOverLane
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly X509Certificate2 _certificate = CreateCertificate();

    internal override async Task<IByteChannel> OpenAsync()
    {
        LaneTarget target = Target(Port);
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await Task.Run(() => socket.Connect(target.Address));
        var tls = new TlsFilter(socket);
        await Task.Run(() => tls.AuthenticateAsClient(target.Tls!, Patience));
        return new ThreadedChannel(new BlockingSocketChannel(socket, tls));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _certificate.Dispose();
    }

    private protected override TlsFilter Secure(Socket socket)
    {
        var tls = new TlsFilter(socket);
        tls.AuthenticateAsServer(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, Patience);
        return tls;
    }

    private protected override LaneTarget Target(EndPoint port) => base.Target(port) with
    {
        Tls = new SslClientAuthenticationOptions
        {
            TargetHost = "test",
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetRawCertDataString() == _certificate.GetRawCertDataString(),
        },
    };

    /// <summary>Blocks threads of the pool instead of the test.</summary>
    private sealed class ThreadedChannel(BlockingSocketChannel channel) : IByteChannel
    {
        public bool SharesMemory => false;

        public async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
            await Task.Run(() => channel.ReceiveAsync(buffer, cancellationToken).AsTask(), CancellationToken.None);

        public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
            await Task.Run(() => channel.SendAsync(bytes, cancellationToken).AsTask(), CancellationToken.None);

        public void Abort() => channel.Abort();

        public ValueTask DisposeAsync() => channel.DisposeAsync();
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
