using RayNet.Runtime.Rpc;

namespace RayNet.Runtime.Control;

/// <summary>Questions to the head and changes of its tables. Implemented by the head, and by the node that forwards for its processes.</summary>
[RpcService]
internal interface IHeadService
{
    /// <summary>The cluster's identity, versions and totals.</summary>
    Task<ClusterInfo> GetClusterAsync(CancellationToken cancellationToken = default);

    /// <summary>All nodes, the dead ones of the last hour included.</summary>
    Task<NodeRecord[]> ListNodesAsync(CancellationToken cancellationToken = default);

    /// <summary>A node is to take no new work, and to leave when it has none, or after so many milliseconds; -1 is without limit. Asked again, the earlier end counts.</summary>
    Task<NodeRecord> DrainNodeAsync(NodeId node, string reason, long limitMilliseconds, CancellationToken cancellationToken = default);

    /// <summary>Registers the job of one driver run.</summary>
    Task<JobRecord> StartJobAsync(JobStart start, CancellationToken cancellationToken = default);

    /// <summary>The driver of a job has ended. The job's processes are stopped everywhere.</summary>
    Task EndJobAsync(JobId job, bool succeeded, string message, CancellationToken cancellationToken = default);

    /// <summary>A job with everything that a node needs for its workers, or <see langword="null"/> when it is unknown.</summary>
    Task<JobRecord?> GetJobAsync(JobId job, CancellationToken cancellationToken = default);

    /// <summary>All jobs, newest first, without the values of environment variables.</summary>
    Task<JobRecord[]> ListJobsAsync(CancellationToken cancellationToken = default);

    /// <summary>Registers an actor that others may find: by its id when it moves, and by name. With <see cref="ActorRegistration.GetIfExists"/> the record of the one that exists.</summary>
    Task<ActorRecord> RegisterActorAsync(ActorRegistration registration, CancellationToken cancellationToken = default);

    /// <summary>A state, place or death of an actor.</summary>
    Task UpdateActorAsync(ActorUpdate update, CancellationToken cancellationToken = default);

    /// <summary>A process of a node has ended: the actors that it owned die, those that it hosted are lost and restart where they may.</summary>
    Task EndProcessAsync(NodeId node, ulong process, string reason, CancellationToken cancellationToken = default);

    /// <summary>The living actor of a name, or <see langword="null"/>.</summary>
    Task<ActorRecord?> FindActorAsync(string actorNamespace, string name, CancellationToken cancellationToken = default);

    /// <summary>The actor of an id, or <see langword="null"/> when it is unknown.</summary>
    Task<ActorRecord?> GetActorAsync(ActorId actor, CancellationToken cancellationToken = default);

    /// <summary>Registered actors in the order of their ids, without what was serialized: at most <paramref name="limit"/> of those after an id. Fewer than asked for are the last ones.</summary>
    Task<ActorRecord[]> ListActorsAsync(ActorId after, int limit, CancellationToken cancellationToken = default);

    /// <summary>Actors that no owner lists: those that the head places, and dead ones.</summary>
    Task<StatePage<ActorInfo>> FindActorsAsync(ActorQuery query, CancellationToken cancellationToken = default);

    /// <summary>Stores a value by key; returns whether the key was new. With <paramref name="overwrite"/> unset an existing value stays.</summary>
    Task<bool> PutKeyAsync(string keyspace, string key, byte[] value, bool overwrite, CancellationToken cancellationToken = default);

    /// <summary>The value of a key, or <see langword="null"/>.</summary>
    Task<byte[]?> GetKeyAsync(string keyspace, string key, CancellationToken cancellationToken = default);

    /// <summary>Removes a key; returns whether it was there.</summary>
    Task<bool> DeleteKeyAsync(string keyspace, string key, CancellationToken cancellationToken = default);

    /// <summary>The keys that start with a prefix, in order. An error when there are more than 10,000: ask with longer prefixes.</summary>
    Task<string[]> ListKeysAsync(string keyspace, string prefix, CancellationToken cancellationToken = default);

    /// <summary>Registers a placement group; the head looks for a place at once and whenever something changes.</summary>
    Task<PlacementGroupRecord> RegisterGroupAsync(PlacementGroupRegistration registration, CancellationToken cancellationToken = default);

    /// <summary>Removes a placement group; one that is unknown stays so.</summary>
    Task RemoveGroupAsync(PlacementGroupId group, CancellationToken cancellationToken = default);

    /// <summary>The placement group of a name, or <see langword="null"/>.</summary>
    Task<PlacementGroupRecord?> FindGroupAsync(string groupNamespace, string name, CancellationToken cancellationToken = default);

    /// <summary>A placement group when it is newer than a version, or after a while as it is; <see langword="null"/> when it is unknown or removed.</summary>
    Task<PlacementGroupRecord?> WaitGroupAsync(PlacementGroupId group, long version, CancellationToken cancellationToken = default);

    /// <summary>All placement groups.</summary>
    Task<PlacementGroupRecord[]> ListGroupsAsync(CancellationToken cancellationToken = default);

    /// <summary>Sets what the jobs of a team may hold together. Lowering it takes nothing away from what runs.</summary>
    Task<QuotaState> SetQuotaAsync(QuotaRecord quota, CancellationToken cancellationToken = default);

    /// <summary>Removes a quota that no running job names; returns whether there was one.</summary>
    Task<bool> RemoveQuotaAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>All quotas with their use.</summary>
    Task<QuotaState[]> ListQuotasAsync(CancellationToken cancellationToken = default);

    /// <summary>A node says what it holds of quotas, and asks for more or less of some. The answer is what it may use: all that it wants of a quota, or what it held. Quotas that it does not name it does not hold.</summary>
    Task<QuotaHold[]> HoldQuotasAsync(NodeId node, QuotaHold[] holds, CancellationToken cancellationToken = default);

    /// <summary>A node has prepared the bundles of an attempt, or could not.</summary>
    Task AnswerBundlesAsync(NodeId node, PlacementGroupId group, int attempt, bool isPrepared, CancellationToken cancellationToken = default);
}
