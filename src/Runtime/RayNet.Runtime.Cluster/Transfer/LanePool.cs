using RayNet.Runtime.Cluster.Hosting;
using RayNet.Runtime.Control;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Transfer;

/// <summary>Connections for objects to other nodes, kept for a moment after their use.</summary>
internal sealed class LanePool(INodeChannels peers, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly List<(string Address, IByteChannel Channel, long Since)> _idle = [];
    private bool _isDisposed;

    /// <summary>An idle connection, if there is one. The other side may have closed it.</summary>
    internal IByteChannel? TryTake(string address)
    {
        lock (_gate)
        {
            int found = _idle.FindLastIndex(item => item.Address == address);
            if (found < 0)
            {
                return null;
            }

            IByteChannel channel = _idle[found].Channel;
            _idle.RemoveAt(found);
            return channel;
        }
    }

    internal async Task<IByteChannel> DialAsync(string address, INodeService node, CancellationToken cancellationToken)
    {
        string ticket = await node.OpenLaneAsync(cancellationToken).ConfigureAwait(false);
        return await peers.DialLaneAsync(address, ticket, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Keeps a connection on which nothing is due.</summary>
    internal void Return(string address, IByteChannel channel)
    {
        var old = new List<IByteChannel>();
        lock (_gate)
        {
            foreach ((string _, IByteChannel idle, long since) in _idle)
            {
                if (time.GetElapsedTime(since) > IdleTime)
                {
                    old.Add(idle);
                }
            }

            _idle.RemoveAll(item => old.Contains(item.Channel));
            if (_isDisposed)
            {
                old.Add(channel);
            }
            else
            {
                _idle.Add((address, channel, time.GetTimestamp()));
            }
        }

        old.ForEach(static idle => idle.Abort());
    }

    internal void Forget(string address)
    {
        while (TryTake(address) is { } channel)
        {
            channel.Abort();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _idle.ForEach(static item => item.Channel.Abort());
            _idle.Clear();
        }
    }
}
