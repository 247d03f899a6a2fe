using System.Collections.Immutable;
using RayNet.Runtime.Control;

namespace RayNet.Runtime.Head.Tables;

/// <summary>
/// Everything that the head knows, at one moment. Commands make the next state of it (<see cref="HeadMachine"/>); readers need no lock.
/// Records in it are never changed.
/// </summary>
internal sealed record HeadState
{
    /// <summary>What there is once.</summary>
    internal required ClusterMeta Meta { get; init; }

    /// <summary>The time of the last command. It never goes back.</summary>
    internal required DateTime Time { get; init; }

    /// <summary>Grows with each change of a node or an actor.</summary>
    internal long Version { get; init; }

    internal ImmutableSortedDictionary<NodeId, NodeRecord> Nodes { get; init; } = ImmutableSortedDictionary.Create<NodeId, NodeRecord>(IdOrder.Instance);

    internal ImmutableSortedDictionary<JobId, JobRecord> Jobs { get; init; } = ImmutableSortedDictionary.Create<JobId, JobRecord>(IdOrder.Instance);

    internal ImmutableSortedDictionary<ActorId, ActorRecord> Actors { get; init; } = ImmutableSortedDictionary.Create<ActorId, ActorRecord>(IdOrder.Instance);

    internal ImmutableSortedSet<KeyEntry> Keys { get; init; } = ImmutableSortedSet.Create<KeyEntry>(KeyOrder.Instance);

    /// <summary>The bytes of all keys and values.</summary>
    internal long KeyBytes { get; init; }

    /// <summary>Living actors by name. Never walked: its order differs from process to process.</summary>
    internal ImmutableDictionary<ActorName, ActorId> Names { get; init; } = ImmutableDictionary<ActorName, ActorId>.Empty;

    /// <summary>Actors that the head places and that have no node yet.</summary>
    internal ImmutableSortedSet<ActorId> Unplaced { get; init; } = ImmutableSortedSet.Create<ActorId>(IdOrder.Instance);

    /// <summary>By node: actors that it was told to make.</summary>
    internal ImmutableSortedDictionary<NodeId, NodePlacements> Placements { get; init; } = ImmutableSortedDictionary.Create<NodeId, NodePlacements>(IdOrder.Instance);

    internal ImmutableSortedDictionary<PlacementGroupId, PlacementGroupRecord> Groups { get; init; } = ImmutableSortedDictionary.Create<PlacementGroupId, PlacementGroupRecord>(IdOrder.Instance);

    /// <summary>Groups that look for a place.</summary>
    internal ImmutableSortedSet<PlacementGroupId> PendingGroups { get; init; } = ImmutableSortedSet.Create<PlacementGroupId>(IdOrder.Instance);

    internal ImmutableSortedDictionary<string, QuotaRecord> Quotas { get; init; } = ImmutableSortedDictionary.Create<string, QuotaRecord>(StringComparer.Ordinal);

    /// <summary>What nodes hold of quotas, by node and team. A node that a head has just found in its store is missing until it has said so.</summary>
    internal ImmutableSortedDictionary<NodeId, ImmutableArray<QuotaHold>> QuotaHolds { get; init; } = ImmutableSortedDictionary.Create<NodeId, ImmutableArray<QuotaHold>>(IdOrder.Instance);

    internal EndedQueue<NodeId> EndedNodes { get; init; } = EndedQueue<NodeId>.Empty;

    internal EndedQueue<JobId> EndedJobs { get; init; } = EndedQueue<JobId>.Empty;

    internal EndedQueue<ActorId> EndedActors { get; init; } = EndedQueue<ActorId>.Empty;

    internal static HeadState Create(ulong clusterId, DateTime time) => new() { Meta = new ClusterMeta(clusterId, time, 0), Time = time };

    /// <summary>The living actor of a name.</summary>
    internal ActorRecord? FindActor(string actorNamespace, string name) =>
        Names.TryGetValue(new ActorName(actorNamespace, name), out ActorId id) ? Actors[id] : null;

    /// <summary>The placement group of a name.</summary>
    internal PlacementGroupRecord? FindGroup(string groupNamespace, string name) =>
        Groups.Values.FirstOrDefault(group => group.Registration.Name == name && group.Registration.Namespace == groupNamespace);

    /// <summary>The entries of a keyspace whose keys start with the prefix, in order.</summary>
    internal IEnumerable<KeyEntry> KeysFrom(string keyspace, string prefix)
    {
        int index = Keys.IndexOf(new KeyEntry(keyspace, prefix, []));
        for (index = index < 0 ? ~index : index; index < Keys.Count; index++)
        {
            KeyEntry entry = Keys[index];
            if (entry.Keyspace != keyspace || !entry.Key.StartsWith(prefix, StringComparison.Ordinal))
            {
                yield break;
            }

            yield return entry;
        }
    }

    internal KeyEntry? FindKey(string keyspace, string key) =>
        Keys.TryGetValue(new KeyEntry(keyspace, key, []), out KeyEntry? entry) && entry.Keyspace == keyspace && entry.Key == key ? entry : null;
}
