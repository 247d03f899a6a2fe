using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster;

/// <summary>
/// A driver on another machine than any node: over the network, all links that it opens go to the nodes' ports. Nobody can connect to it; who
/// wants to has its node ask it for a stream.
/// </summary>
internal static class FarDriver
{
    internal static async Task<ClusterRuntime> AttachAsync(RayOptions options, ClusterIdentity identity, ClusterChannel channel, CancellationToken cancellationToken)
    {
        var channels = new FarChannels(channel);
        try
        {
            Link link = await channel.DialAsync(new LinkRequest(0, "node"), identity.ToHello(), LinkOptions.Default, options.TimeProvider, cancellationToken).ConfigureAwait(false);
            var ready = new TaskCompletionSource<ClusterRuntime>(TaskCreationOptions.RunContinuationsAsynchronously);
            var connection = new NodeConnection(link) { StreamAsked = ticket => _ = OpenAsync(ready.Task, channel, identity, ticket) };
            ClusterRuntime runtime = AddressCluster.Attach(options, identity, connection, channels, static () => Task.CompletedTask);
            ready.SetResult(runtime);
            return runtime;
        }
        catch
        {
            channels.Dispose();
            throw;
        }
    }

    /// <summary>Opens a stream to the node, and answers the greeting of whoever waits at its other end.</summary>
    private static async Task OpenAsync(Task<ClusterRuntime> ready, ClusterChannel node, ClusterIdentity identity, string ticket)
    {
        ClusterRuntime runtime = await ready.ConfigureAwait(false);
        IByteChannel? channel = null;
        try
        {
            channel = node.Open(new LinkRequest(0, "process") { Ticket = ticket }, runtime.TimeProvider);
            (LinkHello peer, FrameParser parser) = await LinkHandshake.AcceptAsync(channel, Greet, LinkOptions.Default, runtime.TimeProvider, CancellationToken.None).ConfigureAwait(false);
            runtime.Peers.Accept(new ChannelLink(channel, parser, peer, LinkOptions.Default));
        }
        catch (Exception exception) when (exception is IOException or RayException or ObjectDisposedException)
        {
            // Whoever waits learns of it by the end of its stream.
            channel?.Abort();
        }

        LinkHello Greet(LinkHello peer) =>
            peer.Token == identity.Token ? identity.ToHello() : throw new LinkException(LinkError.Unauthorized, "The token does not open this driver.");
    }
}
