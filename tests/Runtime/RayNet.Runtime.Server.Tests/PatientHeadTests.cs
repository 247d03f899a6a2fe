using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RayNet.Runtime.Control;
using RayNet.Runtime.Head;
using RayNet.Runtime.Head.Storage;
using RayNet.Runtime.Server.Nodes;

namespace RayNet.Runtime.Server.Tests;

/// <summary>What needs the head waits while none answers.</summary>
public sealed class PatientHeadTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_question_is_asked_again_until_there_is_a_head()
    {
        using var store = new MemoryHeadStore();
        await using var head = new ClusterHead(new HeadOptions { ClusterId = 42 }, store, _time, NullLogger.Instance);
        int attempts = 0;
        var patient = Create(() => ++attempts < 4 ? throw new RayException(RayErrorCode.ClusterUnreachable, "No cluster listens.") : head.ServiceFor(default));

        Task<bool> put = patient.PutKeyAsync("k", "a", [1], overwrite: true);
        await AdvanceUntilAsync(put);

        Assert.True(await put);
        Assert.Equal(4, attempts);
    }

    [Fact]
    public async Task An_answer_that_was_lost_is_asked_for_again()
    {
        int attempts = 0;
        var patient = Create(() => throw (++attempts == 1 ? new RpcException(new Status(StatusCode.Unavailable, "reset")) : new InvalidOptionException("no")));

        Task<byte[]?> asked = patient.GetKeyAsync("k", "a");
        await AdvanceUntilAsync(asked);

        await Assert.ThrowsAsync<InvalidOptionException>(() => asked);
        Assert.Equal(2, attempts);
    }

    [Fact]
    public async Task What_the_head_says_is_an_answer()
    {
        int attempts = 0;
        var patient = Create(() =>
        {
            attempts++;
            throw new ActorNameTakenException("taken");
        });

        await Assert.ThrowsAsync<ActorNameTakenException>(() => patient.FindActorAsync("default", "keeper"));
        Assert.Equal(1, attempts);
    }

    [Fact]
    public async Task After_its_time_it_says_what_to_do()
    {
        var patient = Create(static () => throw new RayException(RayErrorCode.ClusterUnreachable, "No cluster listens at head:1."), NodeConnectionOptions.Default);

        Task<JobRecord[]> asked = patient.ListJobsAsync();
        await AdvanceUntilAsync(asked);

        RayException error = await Assert.ThrowsAsync<RayException>(() => asked);
        Assert.Equal(RayErrorCode.ClusterUnreachable, error.Code);
        Assert.Contains("has not answered for 60 s. No cluster listens at head:1. Start it again", error.Message, StringComparison.Ordinal);
        Assert.True(_time.GetUtcNow() - _time.Start >= TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Whoever_asked_can_give_up()
    {
        var patient = Create(static () => throw new RayException(RayErrorCode.ClusterUnreachable, "away"));
        using var cancellation = new CancellationTokenSource();
        Task<JobRecord[]> asked = patient.ListJobsAsync(cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task A_job_is_not_started_twice()
    {
        int attempts = 0;
        var patient = Create(() =>
        {
            attempts++;
            throw new RayException(RayErrorCode.ClusterUnreachable, "away");
        });

        await Assert.ThrowsAsync<RayException>(() => patient.StartJobAsync(new JobStart("b", "n", "e", default, 1, 1, string.Empty, [])));
        Assert.Equal(1, attempts);
    }

    /// <summary>The clock of the test runs ahead of the attempts: there is time enough for them.</summary>
    private PatientHead Create(Func<IHeadService> inner, NodeConnectionOptions? options = null) =>
        new(new Switching(inner), "head:1", options ?? NodeConnectionOptions.Default with { ReconnectTimeout = TimeSpan.FromDays(30) }, _time, NullLogger.Instance);

    private async Task AdvanceUntilAsync(Task task)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!task.IsCompleted)
        {
            limit.Token.ThrowIfCancellationRequested();
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
    }

    /// <summary>The head of the moment.</summary>
    private sealed class Switching(Func<IHeadService> current) : IHeadService
    {
        public Task<ClusterInfo> GetClusterAsync(CancellationToken cancellationToken = default) => Ask(head => head.GetClusterAsync(cancellationToken));

        public Task<NodeRecord[]> ListNodesAsync(CancellationToken cancellationToken = default) => Ask(head => head.ListNodesAsync(cancellationToken));

        public Task<NodeRecord> DrainNodeAsync(NodeId node, string reason, long limitMilliseconds, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<JobRecord> StartJobAsync(JobStart start, CancellationToken cancellationToken = default) => Ask(head => head.StartJobAsync(start, cancellationToken));

        public Task EndJobAsync(JobId job, bool succeeded, string message, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<JobRecord?> GetJobAsync(JobId job, CancellationToken cancellationToken = default) => Ask(head => head.GetJobAsync(job, cancellationToken));

        public Task<JobRecord[]> ListJobsAsync(CancellationToken cancellationToken = default) => Ask(head => head.ListJobsAsync(cancellationToken));

        public Task<ActorRecord> RegisterActorAsync(ActorRegistration registration, CancellationToken cancellationToken = default) => Ask(head => head.RegisterActorAsync(registration, cancellationToken));

        public Task UpdateActorAsync(ActorUpdate update, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task EndProcessAsync(NodeId node, ulong process, string reason, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<ActorRecord?> FindActorAsync(string actorNamespace, string name, CancellationToken cancellationToken = default) => Ask(head => head.FindActorAsync(actorNamespace, name, cancellationToken));

        public Task<ActorRecord?> GetActorAsync(ActorId actor, CancellationToken cancellationToken = default) => Ask(head => head.GetActorAsync(actor, cancellationToken));

        public Task<StatePage<ActorInfo>> FindActorsAsync(ActorQuery query, CancellationToken cancellationToken = default) => Ask(head => head.FindActorsAsync(query, cancellationToken));

        public Task<ActorRecord[]> ListActorsAsync(ActorId after, int limit, CancellationToken cancellationToken = default) => Ask(head => head.ListActorsAsync(after, limit, cancellationToken));

        public Task<bool> PutKeyAsync(string keyspace, string key, byte[] value, bool overwrite, CancellationToken cancellationToken = default) => Ask(head => head.PutKeyAsync(keyspace, key, value, overwrite, cancellationToken));

        public Task<byte[]?> GetKeyAsync(string keyspace, string key, CancellationToken cancellationToken = default) => Ask(head => head.GetKeyAsync(keyspace, key, cancellationToken));

        public Task<bool> DeleteKeyAsync(string keyspace, string key, CancellationToken cancellationToken = default) => Ask(head => head.DeleteKeyAsync(keyspace, key, cancellationToken));

        public Task<string[]> ListKeysAsync(string keyspace, string prefix, CancellationToken cancellationToken = default) => Ask(head => head.ListKeysAsync(keyspace, prefix, cancellationToken));

        public Task<PlacementGroupRecord> RegisterGroupAsync(PlacementGroupRegistration registration, CancellationToken cancellationToken = default) => Ask(head => head.RegisterGroupAsync(registration, cancellationToken));

        public Task RemoveGroupAsync(PlacementGroupId group, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<PlacementGroupRecord?> FindGroupAsync(string groupNamespace, string name, CancellationToken cancellationToken = default) => Ask(head => head.FindGroupAsync(groupNamespace, name, cancellationToken));

        public Task<PlacementGroupRecord?> WaitGroupAsync(PlacementGroupId group, long version, CancellationToken cancellationToken = default) => Ask(head => head.WaitGroupAsync(group, version, cancellationToken));

        public Task<PlacementGroupRecord[]> ListGroupsAsync(CancellationToken cancellationToken = default) => Ask(head => head.ListGroupsAsync(cancellationToken));

        public Task<QuotaState> SetQuotaAsync(QuotaRecord quota, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<bool> RemoveQuotaAsync(string name, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<QuotaState[]> ListQuotasAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<QuotaHold[]> HoldQuotasAsync(NodeId node, QuotaHold[] holds, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task AnswerBundlesAsync(NodeId node, PlacementGroupId group, int attempt, bool isPrepared, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        private async Task<T> Ask<T>(Func<IHeadService, Task<T>> ask)
        {
            await Task.Yield();
            return await ask(current());
        }
    }
}
