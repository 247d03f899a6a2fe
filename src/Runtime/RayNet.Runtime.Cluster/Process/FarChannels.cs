using RayNet.Runtime.Cluster.Connections;

namespace RayNet.Runtime.Cluster;

/// <summary>A far driver's connections to nodes, with the protection that the first one has.</summary>
internal sealed class FarChannels(ClusterChannel first) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ClusterChannel> _channels = new(StringComparer.OrdinalIgnoreCase) { [first.Address.HostAndPort] = first };

    internal ClusterChannel Find(string address)
    {
        lock (_gate)
        {
            if (!_channels.TryGetValue(address, out ClusterChannel? channel))
            {
                channel = ClusterChannel.ToPeer(ClusterAddress.Parse(address), first.Credentials, first.IsTls, default, ConnectionOptions.Default);
                _channels.Add(address, channel);
            }

            return channel;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (ClusterChannel channel in _channels.Values)
            {
                channel.Dispose();
            }

            _channels.Clear();
        }
    }
}
