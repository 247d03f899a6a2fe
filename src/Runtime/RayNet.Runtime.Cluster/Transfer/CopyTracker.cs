namespace RayNet.Runtime.Cluster.Transfer;

/// <summary>
/// Which nodes have, or are getting, copies of objects of this node, and which of them a reader reads from. Many readers at a time become a tree: a
/// node that is still receiving serves two others at most, so this node sends little more than two copies however many want one.
/// </summary>
internal sealed class CopyTracker(NodeId self)
{
    private const int MostReaders = 2;

    private readonly Lock _gate = new();
    private readonly Dictionary<ObjectId, List<Copy>> _objects = [];

    /// <summary>The source for a reader, who counts as a source for later ones at once; and those who have all of it.</summary>
    internal (NodeId Source, NodeId[] Holders) Assign(ObjectId id, NodeId reader, IReadOnlyCollection<NodeId> failed)
    {
        lock (_gate)
        {
            if (!_objects.TryGetValue(id, out List<Copy>? copies))
            {
                _objects[id] = copies = [new Copy(self) { HasAll = true }];
            }

            foreach (Copy broken in copies.Where(copy => failed.Contains(copy.Node)))
            {
                broken.IsBroken = true;
            }

            int own = copies.FindIndex(copy => copy.Node == reader);
            if (own < 0)
            {
                own = copies.Count;
                copies.Add(new Copy(reader));
            }

            Copy mine = copies[own];
            Leave(copies, mine);
            mine.IsBroken = false;
            mine.HasAll = false;

            // Only those who came before: nobody can wait for somebody who waits for him.
            Copy source = copies.Take(own).Where(static copy => !copy.IsBroken).OrderBy(static copy => copy.Rank).ThenBy(static copy => copy.Rank == 0 ? copy.Served : copy.Depth).ThenBy(static copy => copy.Readers).FirstOrDefault() ?? copies[0];
            source.Readers++;
            source.Served++;
            mine.Source = source.Node;
            mine.Depth = source.Depth + 1;
            return (source.Node, [.. copies.Where(static copy => copy is { HasAll: true, IsBroken: false }).Select(static copy => copy.Node)]);
        }
    }

    /// <summary>A reader has ended: it has the object, or has given up.</summary>
    internal void End(ObjectId id, NodeId reader, bool hasIt)
    {
        lock (_gate)
        {
            if (!_objects.TryGetValue(id, out List<Copy>? copies) || copies.Find(copy => copy.Node == reader) is not { } mine)
            {
                return;
            }

            Leave(copies, mine);
            mine.HasAll = hasIt;
            mine.IsBroken = !hasIt;
            mine.Depth = 0;
        }
    }

    /// <summary>The object is given up: the nodes that have something of it.</summary>
    internal NodeId[] Take(ObjectId id)
    {
        lock (_gate)
        {
            return _objects.Remove(id, out List<Copy>? copies) ? [.. copies.Select(static copy => copy.Node).Where(node => node != self)] : [];
        }
    }

    /// <summary>A node is gone, with everything that it had.</summary>
    internal void OnNodeLost(NodeId node)
    {
        lock (_gate)
        {
            foreach (List<Copy> copies in _objects.Values)
            {
                if (copies.Find(copy => copy.Node == node) is { } lost)
                {
                    Leave(copies, lost);
                    copies.Remove(lost);
                }
            }
        }
    }

    private static void Leave(List<Copy> copies, Copy reader)
    {
        if (copies.Find(copy => copy.Node == reader.Source) is { } source)
        {
            source.Readers--;
        }

        reader.Source = default;
    }

    private sealed class Copy(NodeId node)
    {
        internal NodeId Node { get; } = node;

        /// <summary>Where it reads from now.</summary>
        internal NodeId Source { get; set; }

        internal int Depth { get; set; }

        internal int Readers { get; set; }

        /// <summary>How many it has served so far: readers one after the other are spread over those that have everything.</summary>
        internal int Served { get; set; }

        internal bool HasAll { get; set; }

        internal bool IsBroken { get; set; }

        /// <summary>Idle ones that have everything come first, full ones last.</summary>
        internal int Rank => Readers >= MostReaders ? 2 : HasAll && Readers == 0 ? 0 : 1;
    }
}
