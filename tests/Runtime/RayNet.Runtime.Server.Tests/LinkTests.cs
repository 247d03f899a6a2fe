using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Server.Tests.Harness;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Server.Tests;

/// <summary>Links through the server's gate.</summary>
public sealed class LinkTests : IDisposable
{
    private const string Token = "0123456789abcdef0123456789abcdef";
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_link_passes_tls_and_token_and_names_its_target()
    {
        var acceptor = new EchoAcceptor();
        await using TestServer server = await TestServer.StartSecureAsync(_folder, Token, acceptor);
        ClusterChannel channel = await server.ConnectAsync();

        Link link = await DialAsync(channel, 7);

        Assert.Equal(9ul, link.Peer.Process);
        (LinkRequest request, LinkHello peer) = await acceptor.Accepted.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal((7ul, 5ul), (request.Target, peer.Process));
    }

    [Fact]
    public async Task A_link_without_the_token_is_refused()
    {
        await using TestServer server = await TestServer.StartSecureAsync(_folder, Token, new EchoAcceptor());
        ClusterChannel channel = await server.ConnectAsync(server.Security.Credentials with { Token = null });

        LinkException refused = await Assert.ThrowsAsync<LinkException>(() => DialAsync(channel, 7));

        Assert.Equal(LinkError.Unauthorized, refused.Error);
        Assert.Contains("RAYNET_TOKEN", refused.Message, StringComparison.Ordinal);
        await server.AssertServesAsync();
    }

    private static Task<Link> DialAsync(ClusterChannel channel, ulong target) =>
        channel.DialAsync(new LinkRequest(target, "test"), new LinkHello { Version = "1.2.3", Kind = ProcessKind.Driver, Process = 5 }, LinkOptions.Default, TimeProvider.System, CancellationToken.None);
}
