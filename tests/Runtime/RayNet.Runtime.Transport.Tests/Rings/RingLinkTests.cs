using System.Net.Sockets;
using RayNet.Runtime.Transport.Rings;

namespace RayNet.Runtime.Transport.Tests.Rings;

/// <summary>Links of one machine go through memory. What a link promises is tested for them with all others (<see cref="Conformance.SocketFrames"/> and its like).</summary>
[Collection(ProcessWideCollection.Name)]
public sealed class RingLinkTests : IAsyncLifetime
{
    private readonly SocketLane _lane = new();

    public async ValueTask InitializeAsync() => await _lane.StartAsync();

    public ValueTask DisposeAsync() => _lane.DisposeAsync();

    [Fact]
    public async Task The_memory_of_a_link_is_gone_with_it()
    {
        Assert.SkipUnless(RingPair.IsSupported, "Links go through memory on 64-bit Linux only.");
        int before = Mappings();
        (Link client, Link server) = await _lane.ConnectAsync();
        var ended = new Collector();
        server.Start(ended);
        client.Start(new Collector());
        Assert.True(Mappings() >= before + 2, $"{Mappings()} mappings of links, {before} before.");

        await client.DisposeAsync();
        await ended.Closed();
        await server.DisposeAsync();
        await Limit.Until(() => Mappings() <= before, "The memory was given back");
    }

    [Fact]
    public async Task A_side_without_rings_uses_the_socket()
    {
        (IByteChannel client, Link server) = await _lane.ConnectRawAsync();
        var received = new Collector();
        server.Start(received);
        await client.SendAsync(Bytes.Frame(FrameKind.Notice, [5], slot: 9), CancellationToken.None);
        Assert.Equal(9u, Assert.Single(await received.Arrived(1)).Slot);
        await client.DisposeAsync();
        await received.Closed();
    }

    [Fact]
    public async Task A_side_that_promises_rings_and_sends_something_else_is_refused()
    {
        Assert.SkipUnless(RingPair.IsSupported, "Links go through memory on 64-bit Linux only.");
        await using IByteChannel client = await _lane.OpenAsync();
        await LinkHandshake.DialAsync(client, Hello.Client with { HasRings = true }, LinkOptions.Default, TimeProvider.System, CancellationToken.None);
        await client.SendAsync(Bytes.Frame(FrameKind.Notice, [5]), CancellationToken.None);
        await Limit.Of(EndAsync(client), "The connection ended");
        await _lane.ServesAsync();
    }

    /// <summary>The listener's side was told of memory of another size: nothing of it is mapped.</summary>
    [Fact]
    public async Task Memory_that_could_be_shortened_is_not_mapped()
    {
        Assert.SkipUnless(RingPair.IsSupported, "Links go through memory on 64-bit Linux only.");
        (Socket one, Socket other) = await PairAsync();
        using (one)
        using (other)
        {
            string path = Path.GetTempFileName();
            using (FileStream file = File.Open(path, FileMode.Open, FileAccess.ReadWrite))
            {
                DescriptorPassing.Send(one, [file.SafeFileHandle, file.SafeFileHandle, file.SafeFileHandle, file.SafeFileHandle, file.SafeFileHandle]);
                Assert.Throws<IOException>(() => RingPair.Receive(other));
            }

            File.Delete(path);
        }
    }

    private static int Mappings() => File.ReadLines("/proc/self/maps").Count(static line => line.Contains("raynet-link", StringComparison.Ordinal));

    private static async Task EndAsync(IByteChannel channel)
    {
        byte[] buffer = new byte[256];
        try
        {
            while (await channel.ReceiveAsync(buffer, CancellationToken.None) > 0)
            {
                // The end comes.
            }
        }
        catch (IOException)
        {
            // Reset, since what was sent was not read: that is an end, too.
        }
    }

    private static async Task<(Socket One, Socket Other)> PairAsync()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        var one = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await one.ConnectAsync(new UnixDomainSocketEndPoint(path));
        Socket other = await listener.AcceptAsync();
        File.Delete(path);
        return (one, other);
    }
}
