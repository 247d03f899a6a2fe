using Polly;
using Polly.Retry;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Control;
using RayNet.Runtime.Server.Nodes;

namespace RayNet.Runtime.Server.Processes;

/// <summary>Reaches the head that a node joins. Both may be started at the same time, so the node waits for the head for a while.</summary>
internal static class HeadFinder
{
    internal static Task<ClusterChannel> OpenAsync(ClusterAddress head, ProcessOptions options, NodeId id, TimeProvider time, CancellationToken cancellationToken) =>
        RepeatAsync(token => ClusterChannel.OpenAsync(head, options.Credentials, id, options.Channels, token), options.Connection, time, cancellationToken);

    internal static Task<ClusterInfo> AskAsync(ClusterChannel channel, NodeConnectionOptions options, TimeProvider time, CancellationToken cancellationToken) =>
        RepeatAsync(token => channel.Head.GetClusterAsync(token), options, time, cancellationToken);

    private static async Task<T> RepeatAsync<T>(Func<CancellationToken, Task<T>> attempt, NodeConnectionOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        Exception? last = null;
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<RayException>(static exception => exception.Code == RayErrorCode.ClusterUnreachable),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.FirstPause,
                MaxDelay = options.LongestPause,
                OnRetry = retry =>
                {
                    last = retry.Outcome.Exception;
                    return default;
                },
            })
            .Build();
        using var limit = new CancellationTokenSource(options.JoinTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await pipeline.ExecuteAsync(async token => await attempt(token).ConfigureAwait(false), both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RayException(RayErrorCode.ClusterUnreachable, $"{last?.Message ?? "The head does not answer."} Gave up after {options.JoinTimeout.TotalSeconds:0.#} s.", last);
        }
    }
}
