using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RayNet.Runtime.Transport.Sealing;

namespace RayNet.Runtime.Transport.Tests.Sealing;

/// <summary>From TLS to a sealed connection.</summary>
public sealed class SealedGreetingTests : IDisposable
{
    private static readonly byte[] Words = "who wants what"u8.ToArray();
    private readonly X509Certificate2 _certificate = CreateCertificate();

    public void Dispose() => _certificate.Dispose();

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Bytes_go_both_ways_after_tls(bool dialerBlocks, bool acceptorBlocks)
    {
        (Socket dialing, Socket accepting) = await ConnectAsync();
        Task<SealedChannel> accepted = Task.Run(() => AcceptAsync(accepting, acceptorBlocks));
        SealedChannel dialed = await Limit.Of(Task.Run(() => DialAsync(dialing, dialerBlocks)), "The other side greeted");
        SealedChannel other = await Limit.Of(accepted, "The greeting was taken");
        byte[] there = Frame.Filled(1_500_000, 1);
        byte[] back = Frame.Filled(900_000, 2);

        Assert.Equal((dialerBlocks, acceptorBlocks), (dialed.Blocks, other.Blocks));
        Assert.Equal(there, await PassAsync(dialed, other, there));
        Assert.Equal(back, await PassAsync(other, dialed, back));
        dialed.Abort();
        other.Abort();
    }

    [Fact]
    public async Task Nothing_is_sealed_before_tls_has_greeted()
    {
        (Socket dialing, Socket accepting) = await ConnectAsync();
        using (dialing)
        using (accepting)
        {
            await using var tls = new SslStream(new NetworkStream(dialing));

            Assert.Throws<InvalidOperationException>(() => new SealedGreeting(tls, new BlockingSocketChannel(dialing)));
        }
    }

    [Fact]
    public async Task Two_connections_have_no_keys_in_common()
    {
        (Socket firstDialing, Socket firstAccepting) = await ConnectAsync();
        (Socket secondDialing, Socket secondAccepting) = await ConnectAsync();
        Task<SealedChannel> first = Task.Run(() => AcceptAsync(firstAccepting, blocks: true));
        Task<SealedChannel> second = Task.Run(() => AcceptAsync(secondAccepting, blocks: true));
        await Limit.Of(Task.Run(() => DialAsync(firstDialing, blocks: true)), "The other side greeted");
        await Limit.Of(Task.Run(() => DialAsync(secondDialing, blocks: true)), "The other side greeted");
        SealedChannel receiver = await Limit.Of(second, "The greeting was taken");
        SealedChannel sender = await Limit.Of(first, "The greeting was taken");

        // The bytes of one connection are brought to the other.
        await Task.Run(async () => await sender.SendAsync(new byte[100], CancellationToken.None));
        byte[] block = new byte[100 + SealedBlock.HeaderBytes];
        await Task.Run(async () => await new BlockingSocketChannel(firstDialing).FillAnswerAsync(block, CancellationToken.None));
        await Task.Run(async () => await new BlockingSocketChannel(secondDialing).SendAsync(block, CancellationToken.None));

        await Limit.Fails<SealException>(Task.Run(async () => await receiver.ReceiveAsync(new byte[100], CancellationToken.None)), "The block was refused");
        firstDialing.Dispose();
        secondDialing.Dispose();
        sender.Abort();
    }

    private static async Task<byte[]> PassAsync(SealedChannel from, SealedChannel to, byte[] bytes)
    {
        Task sending = Task.Run(async () => await from.SendAsync(bytes, CancellationToken.None));
        byte[] received = new byte[bytes.Length];
        await Limit.Of(Task.Run(async () => await to.FillAnswerAsync(received, CancellationToken.None)), "All bytes came");
        await Limit.Of(sending, "All bytes were taken");
        return received;
    }

    private static async Task<(Socket Dialing, Socket Accepting)> ConnectAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var dialing = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await Task.Run(() => dialing.Connect(listener.LocalEndpoint));
        Socket accepting = await Task.Run(listener.AcceptSocket);
        accepting.NoDelay = true;
        return (dialing, accepting);
    }

    private async Task<SealedChannel> DialAsync(Socket socket, bool blocks)
    {
        var tls = new SslStream(new NetworkStream(socket));
        await using (tls)
        {
            var options = new SslClientAuthenticationOptions
            {
                TargetHost = "test",
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetRawCertDataString() == _certificate.GetRawCertDataString(),
            };
            if (blocks)
            {
                tls.AuthenticateAsClient(options);
            }
            else
            {
                await tls.AuthenticateAsClientAsync(options);
            }

            return await new SealedGreeting(tls, Bare(socket, blocks)).DialAsync(Words, CancellationToken.None);
        }
    }

    private async Task<SealedChannel> AcceptAsync(Socket socket, bool blocks)
    {
        var tls = new SslStream(new NetworkStream(socket));
        await using (tls)
        {
            var options = new SslServerAuthenticationOptions { ServerCertificate = _certificate };
            if (blocks)
            {
                tls.AuthenticateAsServer(options);
            }
            else
            {
                await tls.AuthenticateAsServerAsync(options);
            }

            var greeting = new SealedGreeting(tls, Bare(socket, blocks));
            Assert.Equal(Words, await greeting.ReceiveAsync(Words.Length, CancellationToken.None));
            return await greeting.AcceptAsync(CancellationToken.None);
        }
    }

    private static IByteChannel Bare(Socket socket, bool blocks) => blocks ? new BlockingSocketChannel(socket) : new SocketChannel(socket);

    private static X509Certificate2 CreateCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
