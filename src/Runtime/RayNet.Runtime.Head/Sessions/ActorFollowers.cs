namespace RayNet.Runtime.Head.Sessions;

/// <summary>Which nodes are told of which actors. Guarded by the head's lock.</summary>
internal sealed class ActorFollowers
{
    private readonly Dictionary<ActorId, SortedSet<NodeId>> _nodes = [];
    private readonly Dictionary<NodeId, HashSet<ActorId>> _actors = [];

    internal void Add(ActorId actor, NodeId node)
    {
        if (!_nodes.TryGetValue(actor, out SortedSet<NodeId>? nodes))
        {
            _nodes[actor] = nodes = new SortedSet<NodeId>(Tables.IdOrder.Instance);
        }

        if (!_actors.TryGetValue(node, out HashSet<ActorId>? actors))
        {
            _actors[node] = actors = [];
        }

        nodes.Add(node);
        actors.Add(actor);
    }

    internal IEnumerable<NodeId> Of(ActorId actor) => _nodes.TryGetValue(actor, out SortedSet<NodeId>? nodes) ? nodes : [];

    internal IEnumerable<ActorId> FollowedBy(NodeId node) => _actors.TryGetValue(node, out HashSet<ActorId>? actors) ? actors : [];

    internal void Remove(ActorId actor)
    {
        if (_nodes.Remove(actor, out SortedSet<NodeId>? nodes))
        {
            foreach (NodeId node in nodes)
            {
                _actors[node].Remove(actor);
            }
        }
    }

    internal void Remove(NodeId node)
    {
        if (_actors.Remove(node, out HashSet<ActorId>? actors))
        {
            foreach (ActorId actor in actors)
            {
                SortedSet<NodeId> nodes = _nodes[actor];
                nodes.Remove(node);
                if (nodes.Count == 0)
                {
                    _nodes.Remove(actor);
                }
            }
        }
    }
}
