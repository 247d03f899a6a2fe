using Grpc.Core;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using RayNet.Runtime.Control;
using RayNet.Runtime.Server.Logging;

namespace RayNet.Runtime.Server.Nodes;

/// <summary>
/// The head's services for a node and its processes: while no head answers they wait, as long as the node looks for one. A call whose answer
/// was lost is made again, but for the start of a job: the head recognizes registrations, and repeating the others changes nothing. Only
/// whether a key was new is then said of the second time.
/// </summary>
internal sealed class PatientHead : IHeadService
{
    private readonly IHeadService _inner;
    private readonly string _address;
    private readonly NodeConnectionOptions _options;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline _attempts;

    internal PatientHead(IHeadService inner, string address, NodeConnectionOptions options, TimeProvider time, ILogger logger)
    {
        _inner = inner;
        _address = address;
        _options = options;
        _time = time;
        _attempts = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<Exception>(IsAway),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.FirstPause,
                MaxDelay = options.LongestPause,
                OnRetry = attempt =>
                {
                    if (attempt.AttemptNumber == 0)
                    {
                        logger.HeadAway(address, attempt.Outcome.Exception?.Message ?? string.Empty);
                    }

                    return default;
                },
            })
            .Build();
    }

    public Task<ClusterInfo> GetClusterAsync(CancellationToken cancellationToken = default) => CallAsync(_inner.GetClusterAsync, cancellationToken);

    public Task<NodeRecord[]> ListNodesAsync(CancellationToken cancellationToken = default) => CallAsync(_inner.ListNodesAsync, cancellationToken);

    public Task<NodeRecord> DrainNodeAsync(NodeId node, string reason, long limitMilliseconds, CancellationToken cancellationToken = default) => CallAsync(token => _inner.DrainNodeAsync(node, reason, limitMilliseconds, token), cancellationToken);

    public Task<JobRecord> StartJobAsync(JobStart start, CancellationToken cancellationToken = default) => _inner.StartJobAsync(start, cancellationToken);

    public Task EndJobAsync(JobId job, bool succeeded, string message, CancellationToken cancellationToken = default) => CallAsync(token => _inner.EndJobAsync(job, succeeded, message, token), cancellationToken);

    public Task<JobRecord?> GetJobAsync(JobId job, CancellationToken cancellationToken = default) => CallAsync(token => _inner.GetJobAsync(job, token), cancellationToken);

    public Task<JobRecord[]> ListJobsAsync(CancellationToken cancellationToken = default) => CallAsync(_inner.ListJobsAsync, cancellationToken);

    public Task<ActorRecord> RegisterActorAsync(ActorRegistration registration, CancellationToken cancellationToken = default) => CallAsync(token => _inner.RegisterActorAsync(registration, token), cancellationToken);

    public Task UpdateActorAsync(ActorUpdate update, CancellationToken cancellationToken = default) => CallAsync(token => _inner.UpdateActorAsync(update, token), cancellationToken);

    public Task EndProcessAsync(NodeId node, ulong process, string reason, CancellationToken cancellationToken = default) => CallAsync(token => _inner.EndProcessAsync(node, process, reason, token), cancellationToken);

    public Task<ActorRecord?> FindActorAsync(string actorNamespace, string name, CancellationToken cancellationToken = default) => CallAsync(token => _inner.FindActorAsync(actorNamespace, name, token), cancellationToken);

    public Task<ActorRecord?> GetActorAsync(ActorId actor, CancellationToken cancellationToken = default) => CallAsync(token => _inner.GetActorAsync(actor, token), cancellationToken);

    public Task<ActorRecord[]> ListActorsAsync(ActorId after, int limit, CancellationToken cancellationToken = default) => CallAsync(token => _inner.ListActorsAsync(after, limit, token), cancellationToken);

    public Task<StatePage<ActorInfo>> FindActorsAsync(ActorQuery query, CancellationToken cancellationToken = default) => CallAsync(token => _inner.FindActorsAsync(query, token), cancellationToken);

    public Task<bool> PutKeyAsync(string keyspace, string key, byte[] value, bool overwrite, CancellationToken cancellationToken = default) => CallAsync(token => _inner.PutKeyAsync(keyspace, key, value, overwrite, token), cancellationToken);

    public Task<byte[]?> GetKeyAsync(string keyspace, string key, CancellationToken cancellationToken = default) => CallAsync(token => _inner.GetKeyAsync(keyspace, key, token), cancellationToken);

    public Task<bool> DeleteKeyAsync(string keyspace, string key, CancellationToken cancellationToken = default) => CallAsync(token => _inner.DeleteKeyAsync(keyspace, key, token), cancellationToken);

    public Task<string[]> ListKeysAsync(string keyspace, string prefix, CancellationToken cancellationToken = default) => CallAsync(token => _inner.ListKeysAsync(keyspace, prefix, token), cancellationToken);

    public Task<PlacementGroupRecord> RegisterGroupAsync(PlacementGroupRegistration registration, CancellationToken cancellationToken = default) => CallAsync(token => _inner.RegisterGroupAsync(registration, token), cancellationToken);

    public Task RemoveGroupAsync(PlacementGroupId group, CancellationToken cancellationToken = default) => CallAsync(token => _inner.RemoveGroupAsync(group, token), cancellationToken);

    public Task<PlacementGroupRecord?> FindGroupAsync(string groupNamespace, string name, CancellationToken cancellationToken = default) => CallAsync(token => _inner.FindGroupAsync(groupNamespace, name, token), cancellationToken);

    public Task<PlacementGroupRecord?> WaitGroupAsync(PlacementGroupId group, long version, CancellationToken cancellationToken = default) => CallAsync(token => _inner.WaitGroupAsync(group, version, token), cancellationToken);

    public Task<PlacementGroupRecord[]> ListGroupsAsync(CancellationToken cancellationToken = default) => CallAsync(_inner.ListGroupsAsync, cancellationToken);

    public Task AnswerBundlesAsync(NodeId node, PlacementGroupId group, int attempt, bool isPrepared, CancellationToken cancellationToken = default) => CallAsync(token => _inner.AnswerBundlesAsync(node, group, attempt, isPrepared, token), cancellationToken);

    public Task<QuotaState> SetQuotaAsync(QuotaRecord quota, CancellationToken cancellationToken = default) => CallAsync(token => _inner.SetQuotaAsync(quota, token), cancellationToken);

    public Task<bool> RemoveQuotaAsync(string name, CancellationToken cancellationToken = default) => CallAsync(token => _inner.RemoveQuotaAsync(name, token), cancellationToken);

    public Task<QuotaState[]> ListQuotasAsync(CancellationToken cancellationToken = default) => CallAsync(_inner.ListQuotasAsync, cancellationToken);

    public Task<QuotaHold[]> HoldQuotasAsync(NodeId node, QuotaHold[] holds, CancellationToken cancellationToken = default) => CallAsync(token => _inner.HoldQuotasAsync(node, holds, token), cancellationToken);

    private Task<bool> CallAsync(Func<CancellationToken, Task> call, CancellationToken cancellationToken) => CallAsync(
        async token =>
        {
            await call(token).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    private async Task<T> CallAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        Exception? last = null;
        using var limit = new CancellationTokenSource(_options.ReconnectTimeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await _attempts.ExecuteAsync(AttemptAsync, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RayException(RayErrorCode.ClusterUnreachable, $"The head at {_address} has not answered for {_options.ReconnectTimeout.TotalSeconds:0.#} s. {last?.Message} Start it again with the same port and storage ('raynet start --head'); --head-timeout says how long nodes wait.", last);
        }

        async ValueTask<T> AttemptAsync(CancellationToken token)
        {
            try
            {
                return await call(token).ConfigureAwait(false);
            }
            catch (Exception exception) when (IsAway(exception))
            {
                last = exception;
                throw;
            }
        }
    }

    /// <summary>Whether the connection failed, and not what was asked for.</summary>
    private static bool IsAway(Exception exception) => exception switch
    {
        RayException { Code: RayErrorCode.ClusterUnreachable } => true,
        RpcException { StatusCode: StatusCode.Unavailable or StatusCode.Internal or StatusCode.Cancelled } => true,
        ObjectDisposedException or OperationCanceledException => false,
        IOException or HttpRequestException => true,
        _ => false,
    };
}
