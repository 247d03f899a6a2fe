using System.Collections.Concurrent;
using RayNet.Runtime.Control;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>On which other nodes the processes of this one may hold leases: those nodes see no connection break when the process ends, and have to be told.</summary>
internal sealed class RemoteHolders(Func<ulong, bool> isHere, Func<NodeId, INodeService?> find)
{
    private readonly ConcurrentDictionary<ulong, ConcurrentDictionary<NodeId, bool>> _asked = new();

    /// <summary>A process is about to be given a lease of another node.</summary>
    internal void OnAsking(ulong process, NodeId node) => _asked.GetOrAdd(process, static _ => new ConcurrentDictionary<NodeId, bool>()).TryAdd(node, true);

    /// <summary>The other node has answered: the process may have ended in the meantime.</summary>
    internal void OnAnswered(ulong process)
    {
        if (!isHere(process))
        {
            OnProcessLost(process);
        }
    }

    internal void OnProcessLost(ulong process)
    {
        if (_asked.TryRemove(process, out ConcurrentDictionary<NodeId, bool>? nodes))
        {
            foreach (NodeId id in nodes.Keys)
            {
                if (find(id) is { } node)
                {
                    ClusterRuntime.Forget(node.ForgetProcessAsync(process));
                }
            }
        }
    }
}
