using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Cluster.Hosting;
using RayNet.Runtime.Control;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Server.Nodes;

/// <summary>One channel for each node that this one talks to, with the protection that the whole cluster has.</summary>
internal sealed class PeerChannels(ClusterCredentials credentials, bool isTls, NodeId self, ConnectionOptions options, TimeProvider time) : INodeChannels, IDisposable
{
    private const string NearStoresVariable = "RAYNET_NEAR_STORES";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, ClusterChannel> _channels = new(StringComparer.OrdinalIgnoreCase);
    private bool _isDisposed;

    /// <summary>Not where a test puts a network between the nodes, nor where the variable says so: to measure connections, or to keep nodes apart.</summary>
    public bool ReadsNearStores { get; } = options.Connect is null && Environment.GetEnvironmentVariable(NearStoresVariable) != "0";

    public INodeService GetNode(string address) => GetChannel(address).Node;

    /// <summary>The files of builds that a node has.</summary>
    internal IPackageService GetPackages(string address) => GetChannel(address).Packages;

    public Task<Link> DialAsync(string address, LinkRequest request, LinkHello own, LinkOptions linkOptions, CancellationToken cancellationToken) =>
        GetChannel(address).DialAsync(request, own, linkOptions, time, cancellationToken);

    public Task<LinkTicket?> OpenLinkAsync(string address, ulong process, CancellationToken cancellationToken) =>
        options.Connect is null ? GetChannel(address).Node.OpenLinkAsync(process, cancellationToken) : Task.FromResult<LinkTicket?>(null);

    public IByteChannel Open(string address, LinkRequest request) => GetChannel(address).Open(request, time);

    public Task<IByteChannel> DialLaneAsync(string address, string ticket, CancellationToken cancellationToken) =>
        GetChannel(address).DialLaneAsync(ticket, cancellationToken);

    public void Forget(string address)
    {
        ClusterChannel? channel;
        lock (_gate)
        {
            _channels.Remove(address, out channel);
        }

        channel?.Dispose();
    }

    public void Dispose()
    {
        ClusterChannel[] channels;
        lock (_gate)
        {
            _isDisposed = true;
            channels = [.. _channels.Values];
            _channels.Clear();
        }

        foreach (ClusterChannel channel in channels)
        {
            channel.Dispose();
        }
    }

    private ClusterChannel GetChannel(string address)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (!_channels.TryGetValue(address, out ClusterChannel? channel))
            {
                channel = _channels[address] = ClusterChannel.ToPeer(ClusterAddress.Parse(address), credentials, isTls, self, options);
            }

            return channel;
        }
    }
}
