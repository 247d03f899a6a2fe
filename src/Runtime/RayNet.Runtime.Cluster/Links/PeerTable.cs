using RayNet.Runtime.Control;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Links;

/// <summary>The links of this process to others: at most one for each, made at the first need by whichever side comes first.</summary>
internal sealed class PeerTable(ClusterRuntime runtime) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, PeerLink> _peers = [];
    private readonly Dictionary<ulong, Task<PeerLink>> _dialing = [];

    /// <summary>The nodes that were given up: what connects to or from them late is ended too.</summary>
    private readonly HashSet<NodeId> _lost = [];
    private PeerLink[] _all = [];
    private bool _closed;

    /// <summary>Connects to a process on another machine; set where that is possible.</summary>
    internal Func<ProcessAddress, CancellationToken, Task<Link>>? DialFar { get; set; }

    /// <summary>Whether this process is on no node's machine.</summary>
    internal bool IsFar { get; set; }

    internal PeerLink[] All() => Volatile.Read(ref _all);

    internal PeerLink? Find(ulong process)
    {
        lock (_gate)
        {
            return _peers.GetValueOrDefault(process);
        }
    }

    /// <summary>The link to a process.</summary>
    /// <exception cref="LinkException">The process cannot be reached.</exception>
    internal ValueTask<PeerLink> ConnectAsync(ProcessAddress address)
    {
        Task<PeerLink>? dialing;
        lock (_gate)
        {
            if (_peers.TryGetValue(address.Process, out PeerLink? known))
            {
                return new ValueTask<PeerLink>(known);
            }

            if (!_dialing.TryGetValue(address.Process, out dialing))
            {
                dialing = Task.Run(() => DialAsync(address));
                _dialing.Add(address.Process, dialing);
            }
        }

        return new ValueTask<PeerLink>(dialing);
    }

    /// <summary>Another process has connected.</summary>
    internal void Accept(Link link)
    {
        if (Add(new PeerLink(runtime, link), isOwn: false) is { } peer)
        {
            peer.Start();
            EndIfLost(peer);
        }
    }

    /// <summary>A node was given up: links to its processes end here and now, also those that are still open since the node only stands still.</summary>
    internal void OnNodeLost(NodeId node)
    {
        lock (_gate)
        {
            _lost.Add(node);
        }

        foreach (PeerLink peer in All())
        {
            EndIfLost(peer);
        }
    }

    internal void Remove(PeerLink peer)
    {
        lock (_gate)
        {
            if (_peers.TryGetValue(peer.Process, out PeerLink? known) && ReferenceEquals(known, peer))
            {
                _peers.Remove(peer.Process);
            }

            Volatile.Write(ref _all, [.. _all.Where(item => !ReferenceEquals(item, peer))]);
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _closed = true;
        }

        foreach (PeerLink peer in All())
        {
            await peer.Link.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void EndIfLost(PeerLink peer)
    {
        NodeId node = peer.Link.Peer.Node;
        bool isLost;
        lock (_gate)
        {
            isLost = _lost.Contains(node);
        }

        if (isLost)
        {
            peer.Link.Close(LinkError.Broken, $"Node {node} was given up.");
        }
    }

    private async Task<PeerLink> DialAsync(ProcessAddress address)
    {
        try
        {
            bool near = !IsFar && address.Lane.Length > 0 && address.Node == runtime.NodeId;
            Link link = near
                ? await LaneListener.DialAsync(address.Lane, runtime.Identity.ToHello(), LinkOptions.Default, runtime.TimeProvider, CancellationToken.None).ConfigureAwait(false)
                : await (DialFar ?? throw new LinkException(LinkError.Refused, $"Process {address.Process:x16} is on another machine, which this process cannot reach."))(address, CancellationToken.None).ConfigureAwait(false);
            if (link.Peer.Process != address.Process)
            {
                await link.DisposeAsync().ConfigureAwait(false);
                throw new LinkException(LinkError.Refused, $"Process {link.Peer.Process:x16} answers where {address.Process:x16} was expected.");
            }

            if (link.Peer.BuildId != runtime.Identity.BuildId)
            {
                await link.DisposeAsync().ConfigureAwait(false);
                throw new LinkException(LinkError.Refused, $"Process {link.Peer.Process:x16} runs build '{link.Peer.BuildId}', and this one runs build '{runtime.Identity.BuildId}'. Build once and start both from that build.");
            }

            PeerLink peer = new(runtime, link);
            PeerLink? added = Add(peer, isOwn: true);
            added?.Start();
            EndIfLost(peer);
            return added ?? Find(address.Process) ?? throw new LinkException(LinkError.Closed, "The process is shutting down.");
        }
        finally
        {
            lock (_gate)
            {
                _dialing.Remove(address.Process);
            }
        }
    }

    /// <summary>
    /// Adds a link. When both sides dial at once there are two: the one that the process with the smaller number made takes calls of both;
    /// the other one serves only what arrives on it.
    /// </summary>
    private PeerLink? Add(PeerLink peer, bool isOwn)
    {
        lock (_gate)
        {
            if (_closed)
            {
                _ = peer.Link.DisposeAsync().AsTask();
                return null;
            }

            bool wins = !_peers.TryGetValue(peer.Process, out PeerLink? known) || known.Link.IsClosed || isOwn == runtime.Process < peer.Process;
            if (wins)
            {
                _peers[peer.Process] = peer;
            }

            Volatile.Write(ref _all, [.. _all, peer]);
            return peer;
        }
    }
}
