using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Commands;
using RayNet.Runtime.Head.Rules;

namespace RayNet.Runtime.Head;

/// <summary>The head's services. All input is checked here.</summary>
/// <param name="head">The head.</param>
/// <param name="caller">The node whose process calls; default for nobody in particular.</param>
internal sealed class HeadService(ClusterHead head, Func<NodeId> caller) : IHeadService
{
    private HeadLimits Limits => head.Options.Limits;

    public Task<ClusterInfo> GetClusterAsync(CancellationToken cancellationToken = default) => HeadCall.Run(head.GetInfo);

    public Task<NodeRecord[]> ListNodesAsync(CancellationToken cancellationToken = default) => HeadCall.Run<NodeRecord[]>(() => [.. head.State.Nodes.Values]);

    public Task<NodeRecord> DrainNodeAsync(NodeId node, string reason, long limitMilliseconds, CancellationToken cancellationToken = default) => HeadCall.Run(() =>
    {
        HeadInput.CheckCount("The limit of a drain in milliseconds", limitMilliseconds, -1, HeadInput.LongestDrain);
        return head.RunAsync(caller(), new DrainNode(node, HeadInput.Cut(reason, Limits), limitMilliseconds < 0 ? null : TimeSpan.FromMilliseconds(limitMilliseconds)));
    });

    public Task<JobRecord> StartJobAsync(JobStart start, CancellationToken cancellationToken = default) => HeadCall.Run(() =>
    {
        HeadInput.Check(start, Limits);
        return head.StartJobAsync(caller(), start, cancellationToken);
    });

    public Task EndJobAsync(JobId job, bool succeeded, string message, CancellationToken cancellationToken = default) => HeadCall.Run(() =>
    {
        return head.RunAsync(caller(), new EndJob(job, succeeded ? JobStatus.Succeeded : JobStatus.Failed, HeadInput.Cut(message, Limits)));
    });

    public Task<JobRecord?> GetJobAsync(JobId job, CancellationToken cancellationToken = default) => HeadCall.Run(() => head.State.Jobs.GetValueOrDefault(job));

    public Task<JobRecord[]> ListJobsAsync(CancellationToken cancellationToken = default) => HeadCall.Run<JobRecord[]>(() =>
    [
        .. head.State.Jobs.Values
            .OrderByDescending(static job => job.StartedAt)
            .ThenByDescending(static job => job.Id.Sequence)
            .Select(static job => job with { Start = JobRules.WithoutSecrets(job.Start) }),
    ]);

    public Task<ActorRecord> RegisterActorAsync(ActorRegistration registration, CancellationToken cancellationToken = default) => HeadCall.Run(() =>
    {
        HeadInput.Check(registration, Limits);
        return head.RunAndFollowAsync(caller(), new RegisterActor(registration));
    });

    public Task UpdateActorAsync(ActorUpdate update, CancellationToken cancellationToken = default) => HeadCall.Run(() =>
    {
        HeadInput.Check(update);
        return head.RunAsync(caller(), new UpdateActor(update with { Reason = HeadInput.Cut(update.Reason, Limits) }));
    });

    public Task EndProcessAsync(NodeId node, ulong process, string reason, CancellationToken cancellationToken = default) => HeadCall.Run(() =>
    {
        HeadInput.CheckProcess(process);
        return head.RunAsync(caller(), new EndProcess(node, process, HeadInput.Cut(reason, Limits)));
    });

    public Task<ActorRecord?> FindActorAsync(string actorNamespace, string name, CancellationToken cancellationToken = default) => HeadCall.Run(() =>
    {
        HeadInput.CheckName("Namespace", actorNamespace, Limits, mayBeEmpty: true);
        HeadInput.CheckName("Name", name, Limits, mayBeEmpty: false);
        return head.FindAndFollow(caller(), state => state.FindActor(actorNamespace, name));
    });

    public Task<ActorRecord?> GetActorAsync(ActorId actor, CancellationToken cancellationToken = default) =>
        HeadCall.Run(() => head.FindAndFollow(caller(), state => state.Actors.GetValueOrDefault(actor)));

    public Task<ActorRecord[]> ListActorsAsync(ActorId after, int limit, CancellationToken cancellationToken = default) => HeadCall.Run<ActorRecord[]>(() =>
    {
        HeadInput.CheckCount("limit", limit, 1, Limits.MaxAnswerItems);
        return [.. ActorSearch.After(head.State, after).Take(limit).Select(static actor => actor.WithoutCreation())];
    });

    public Task<StatePage<ActorInfo>> FindActorsAsync(ActorQuery query, CancellationToken cancellationToken = default) => HeadCall.Run(() =>
    {
        HeadInput.CheckCount("limit", query.Limit, 1, Limits.MaxAnswerItems);
        return ActorSearch.Find(head.State, query);
    });

    public Task<bool> PutKeyAsync(string keyspace, string key, byte[] value, bool overwrite, CancellationToken cancellationToken = default) => HeadCall.Run(() =>
    {
        HeadInput.CheckKey(keyspace, key, Limits);
        HeadInput.CheckBytes($"The value of key '{key}'", value, Limits.MaxValueBytes);
        return head.RunAsync(caller(), new PutKey(keyspace, key, value, overwrite));
    });

    public Task<byte[]?> GetKeyAsync(string keyspace, string key, CancellationToken cancellationToken = default) => HeadCall.Run(() =>
    {
        HeadInput.CheckKey(keyspace, key, Limits);
        return head.State.FindKey(keyspace, key)?.Value;
    });

    public Task<bool> DeleteKeyAsync(string keyspace, string key, CancellationToken cancellationToken = default) => HeadCall.Run(() =>
    {
        HeadInput.CheckKey(keyspace, key, Limits);
        return head.RunAsync(caller(), new DeleteKey(keyspace, key));
    });

    public Task<string[]> ListKeysAsync(string keyspace, string prefix, CancellationToken cancellationToken = default) => HeadCall.Run(() =>
    {
        HeadInput.CheckKey(keyspace, prefix, Limits);
        string[] keys = [.. head.State.KeysFrom(keyspace, prefix).Take(Limits.MaxAnswerItems + 1).Select(static entry => entry.Key)];
        return keys.Length <= Limits.MaxAnswerItems
            ? keys
            : throw new InvalidOptionException($"More than {Limits.MaxAnswerItems} keys of '{keyspace}' start with '{prefix}'. Ask with longer prefixes.");
    });

    public Task<PlacementGroupRecord> RegisterGroupAsync(PlacementGroupRegistration registration, CancellationToken cancellationToken = default) => HeadCall.Run(() =>
    {
        HeadInput.Check(registration, Limits);
        return head.RunAsync(caller(), new RegisterGroup(registration));
    });

    public Task RemoveGroupAsync(PlacementGroupId group, CancellationToken cancellationToken = default) => HeadCall.Run(() => head.RunAsync(caller(), new RemoveGroup(group)));

    public Task<PlacementGroupRecord?> FindGroupAsync(string groupNamespace, string name, CancellationToken cancellationToken = default) => HeadCall.Run(() =>
    {
        HeadInput.CheckName("Namespace", groupNamespace, Limits, mayBeEmpty: true);
        HeadInput.CheckName("Name", name, Limits, mayBeEmpty: false);
        return head.State.FindGroup(groupNamespace, name);
    });

    public Task<PlacementGroupRecord?> WaitGroupAsync(PlacementGroupId group, long version, CancellationToken cancellationToken = default) => head.WaitGroupAsync(group, version, cancellationToken);

    public Task<PlacementGroupRecord[]> ListGroupsAsync(CancellationToken cancellationToken = default) => HeadCall.Run<PlacementGroupRecord[]>(() => [.. head.State.Groups.Values.Take(Limits.MaxAnswerItems)]);

    public Task<QuotaState> SetQuotaAsync(QuotaRecord quota, CancellationToken cancellationToken = default) => HeadCall.Run(() =>
    {
        HeadInput.Check(quota, Limits);
        return head.RunAsync(caller(), new SetQuota(quota));
    });

    public Task<bool> RemoveQuotaAsync(string name, CancellationToken cancellationToken = default) => HeadCall.Run(() =>
    {
        HeadInput.CheckName("The quota", name, Limits, mayBeEmpty: false);
        return head.RunAsync(caller(), new RemoveQuota(name));
    });

    public Task<QuotaState[]> ListQuotasAsync(CancellationToken cancellationToken = default) => HeadCall.Run<QuotaState[]>(() => [.. head.State.Quotas.Values.Select(quota => QuotaRules.Describe(head.State, quota))]);

    public Task<QuotaHold[]> HoldQuotasAsync(NodeId node, QuotaHold[] holds, CancellationToken cancellationToken = default) => HeadCall.Run(() =>
    {
        HeadInput.Check(holds, Limits);
        return head.RunAsync(caller(), new HoldQuotas(node, holds));
    });

    public Task AnswerBundlesAsync(NodeId node, PlacementGroupId group, int attempt, bool isPrepared, CancellationToken cancellationToken = default) => HeadCall.Run(() => head.RunAsync(caller(), new AnswerBundles(node, group, attempt, isPrepared)));
}
