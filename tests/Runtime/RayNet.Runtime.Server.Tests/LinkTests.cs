using System.Security.Cryptography;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Server.Tests.Harness;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Server.Tests;

/// <summary>Links as channels of bytes over gRPC.</summary>
public sealed class LinkTests
{
    [Fact]
    public async Task A_link_carries_bytes_both_ways_and_names_its_target()
    {
        var acceptor = new EchoAcceptor();
        await using TestServer server = await TestServer.StartAsync(links: acceptor);
        ClusterChannel channel = await server.ConnectAsync(caller: new NodeId(3, 1));
        await using IByteChannel link = await channel.OpenLinkAsync(7, CancellationToken.None);
        byte[] sent = new byte[5 << 20];
        RandomNumberGenerator.Fill(sent);

        Task sending = link.SendAsync(sent, CancellationToken.None).AsTask();
        byte[] received = await ReadAsync(link, sent.Length + 1);
        await sending;

        Assert.Equal(7, received[0]);
        Assert.True(received.AsSpan(1).SequenceEqual(sent));
        Assert.Equal(new NodeId(3, 1), acceptor.Last!.SourceNode);
        Assert.False(link.SharesMemory);
    }

    [Fact]
    public async Task A_link_that_its_opener_closes_ends_for_the_other_side()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using TestServer server = await TestServer.StartAsync(links: new Acceptor(async (channel, stop) =>
        {
            try
            {
                await channel.ReceiveAsync(new byte[1], stop);
            }
            finally
            {
                ended.TrySetResult();
            }
        }));
        ClusterChannel channel = await server.ConnectAsync();
        IByteChannel link = await channel.OpenLinkAsync(1, CancellationToken.None);

        await link.DisposeAsync();

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await server.AssertServesAsync();
    }

    [Fact]
    public async Task A_link_that_its_acceptor_ends_ends_for_the_opener()
    {
        await using TestServer server = await TestServer.StartAsync(links: new Acceptor((_, _) => Task.CompletedTask));
        ClusterChannel channel = await server.ConnectAsync();
        await using IByteChannel link = await channel.OpenLinkAsync(1, CancellationToken.None);

        Assert.Equal(0, await link.ReceiveAsync(new byte[1], CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task An_acceptor_that_fails_breaks_its_link_only()
    {
        await using TestServer server = await TestServer.StartAsync(links: new Acceptor((_, _) => throw new RayException(RayErrorCode.WorkerCrashed, "The process has ended.")));
        ClusterChannel channel = await server.ConnectAsync();
        await using IByteChannel link = await channel.OpenLinkAsync(1, CancellationToken.None);

        IOException broken = await Assert.ThrowsAsync<IOException>(() => link.ReceiveAsync(new byte[1], CancellationToken.None).AsTask());
        Assert.Contains("The process has ended.", broken.Message, StringComparison.Ordinal);
        await server.AssertServesAsync();
    }

    private static async Task<byte[]> ReadAsync(IByteChannel link, int count)
    {
        byte[] all = new byte[count];
        int read = 0;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (read < count)
        {
            read += await link.ReceiveAsync(all.AsMemory(read), limit.Token) is > 0 and var some ? some : throw new EndOfStreamException();
        }

        return all;
    }

    private sealed class Acceptor(Func<IByteChannel, CancellationToken, Task> accept) : Cluster.Hosting.ILinkAcceptor
    {
        public Task AcceptAsync(Cluster.Hosting.LinkRequest request, IByteChannel channel, CancellationToken cancellationToken) => accept(channel, cancellationToken);
    }
}
