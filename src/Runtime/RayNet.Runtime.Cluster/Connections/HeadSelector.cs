using System.Net.Sockets;
using RayNet.Runtime.Head.Shared;

namespace RayNet.Runtime.Cluster.Connections;

/// <summary>The heads of a cluster, and which of them is asked: the one that is believed to lead. A node and a single head are a list of one.</summary>
internal sealed class HeadSelector(ClusterAddress address)
{
    private readonly Lock _gate = new();
    private readonly List<ClusterAddress> _heads = [.. address.All];
    private int _current;

    internal ClusterAddress Current
    {
        get
        {
            lock (_gate)
            {
                return _heads[_current];
            }
        }
    }

    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return _heads.Count;
            }
        }
    }

    /// <summary>Adds heads that were named by the cluster: they are protected as those that are known.</summary>
    internal void Learn(IEnumerable<string> addresses)
    {
        lock (_gate)
        {
            foreach (string head in addresses)
            {
                Find(head);
            }
        }
    }

    /// <summary>Asks another head from now on when this one does not lead, or is not there.</summary>
    /// <param name="asked">The head that was asked.</param>
    /// <param name="failure">What came of it.</param>
    /// <returns>Whether the head certainly did nothing, so that the same can be asked of another one.</returns>
    internal bool Leave(ClusterAddress asked, Exception failure)
    {
        switch (failure)
        {
            case RayException { Code: RayErrorCode.NotLeader }:
                Move(asked, HeadErrors.LeaderIn(failure.Message));
                return true;
            case RayException { Code: RayErrorCode.ClusterUnreachable }:
                Move(asked, string.Empty);
                return IsRefused(failure);
            default:
                return false;
        }
    }

    private void Move(ClusterAddress asked, string leader)
    {
        lock (_gate)
        {
            // Somebody else moved on already.
            if (_heads[_current].HostAndPort == asked.HostAndPort)
            {
                _current = leader.Length > 0 ? Find(leader) : (_current + 1) % _heads.Count;
            }
        }
    }

    private int Find(string head)
    {
        ClusterAddress parsed = ClusterAddress.Parse(head);
        int index = _heads.FindIndex(known => known.HostAndPort.Equals(parsed.HostAndPort, StringComparison.OrdinalIgnoreCase));
        if (index < 0)
        {
            _heads.Add(_heads[0] with { Host = parsed.Host, Port = parsed.Port });
            index = _heads.Count - 1;
        }

        return index;
    }

    private static bool IsRefused(Exception failure)
    {
        for (Exception? inner = failure; inner is not null; inner = inner is Grpc.Core.RpcException { Status.DebugException: { } debug } ? debug : inner.InnerException)
        {
            if (inner is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostNotFound })
            {
                return true;
            }
        }

        return false;
    }
}
