using Grpc.Core;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Cluster.Hosting;
using RayNet.Runtime.Control;
using RayNet.Runtime.Rpc.Hubs;
using RayNet.Runtime.Server.Logging;

namespace RayNet.Runtime.Server.Nodes;

/// <summary>
/// Keeps a node's hub connection open: connects again with growing pauses and registers again, until the head refuses the node or stays
/// away for too long.
/// </summary>
internal sealed class NodeConnection : INodeConnection
{
    private readonly Lock _gate = new();
    private readonly ClusterChannel _head;
    private readonly NodeInfo _node;
    private readonly INodeReceiver _receiver;
    private readonly NodeConnectionOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ReportPump _reports;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private NodeHubClient? _hub;
    private NodeRegistration? _registration;
    private NodeConnectionState _state = NodeConnectionState.Reconnecting;
    private string? _stopReason;
    private Task _running = Task.CompletedTask;

    internal NodeConnection(ClusterChannel head, NodeInfo node, INodeReceiver receiver, NodeConnectionOptions options, TimeProvider time, ILogger logger)
    {
        _head = head;
        _node = node;
        _receiver = new StopWatchingReceiver(receiver, reason => Volatile.Write(ref _stopReason, reason));
        _options = options;
        _time = time;
        _logger = logger;
        _reports = new ReportPump(SendAsync, options, time);
    }

    public event Action<NodeConnectionState>? StateChanged;

    public NodeRegistration Registration => _registration ?? throw new InvalidOperationException("The node is not registered.");

    public NodeConnectionState State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    public Task<string> Ended => _ended.Task;

    public bool WasGivenUp { get; private set; }

    /// <summary>Connects for the first time.</summary>
    internal async Task JoinAsync(CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        await ConnectAsync(_options.JoinTimeout, both.Token).ConfigureAwait(false);
        SetState(NodeConnectionState.Connected);
        _running = RunAsync();
    }

    public void Report(NodeReport report) => _reports.Set(report);

    public async Task LeaveAsync(string reason)
    {
        Volatile.Write(ref _stopReason, reason);
        if (Hub is { } hub)
        {
            try
            {
                await hub.LeaveAsync(reason).WaitAsync(_options.AttemptTimeout, _time).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is RpcException or RayException or TimeoutException or ObjectDisposedException)
            {
                // The head finds out by itself.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        await _reports.DisposeAsync().ConfigureAwait(false);
        if (Hub is { } hub)
        {
            await hub.DisposeAsync().ConfigureAwait(false);
        }

        await _running.ConfigureAwait(false);
        End("The node closed its connection.");
    }

    private NodeHubClient? Hub
    {
        get
        {
            lock (_gate)
            {
                return _hub;
            }
        }
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                HubDisconnection disconnection = await Hub!.Connection.Disconnected.ConfigureAwait(false);
                if (Volatile.Read(ref _stopReason) is { } reason)
                {
                    End(reason);
                    return;
                }

                if (_stop.IsCancellationRequested)
                {
                    return;
                }

                SetState(NodeConnectionState.Reconnecting);
                _logger.NodeReconnecting(_head.Address.HostAndPort, disconnection.Error?.Message ?? "The head ended it.");
                await ConnectAsync(_options.ReconnectTimeout, _stop.Token).ConfigureAwait(false);
                _logger.NodeReconnected(_head.Address.HostAndPort);
                SetState(NodeConnectionState.Connected);
                _reports.Wake();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Disposed.
        }
        catch (Exception exception)
        {
            WasGivenUp = exception is RayException { Code: RayErrorCode.NodeGivenUp };
            End(exception.Message);
        }
    }

    private async Task ConnectAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        Exception? last = null;
        ResiliencePipeline attempts = new ResiliencePipelineBuilder { TimeProvider = _time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<Exception>(IsTransient),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = _options.FirstPause,
                MaxDelay = _options.LongestPause,
                OnRetry = attempt =>
                {
                    last = attempt.Outcome.Exception;
                    return default;
                },
            })
            .Build();
        using var limit = new CancellationTokenSource(timeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await attempts.ExecuteAsync(async token => await AttemptAsync(token).ConfigureAwait(false), both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RayException(RayErrorCode.ClusterUnreachable, $"The head at {_head.Address.HostAndPort} could not be reached within {timeout.TotalSeconds:0.#} s. {last?.Message}", last);
        }
    }

    private async Task AttemptAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_options.AttemptTimeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        NodeHubClient? hub = null;
        try
        {
            hub = await NodeHubClient.ConnectAsync(_head.Hubs, _receiver, _options.ToHub(_time, _logger), both.Token).ConfigureAwait(false);
            _registration = await hub.RegisterAsync(_node, _registration?.ClusterId ?? 0).WaitAsync(both.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (hub is not null)
            {
                await hub.DisposeAsync().ConfigureAwait(false);
            }

            if (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"The head did not answer within {_options.AttemptTimeout.TotalSeconds:0.#} s.", exception);
            }

            throw;
        }

        lock (_gate)
        {
            _hub = hub;
        }
    }

    private async Task SendAsync(NodeReport report)
    {
        if (State != NodeConnectionState.Connected || Hub is not { } hub)
        {
            return;
        }

        try
        {
            await hub.ReportAsync(report).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RpcException or RayException or ObjectDisposedException)
        {
            // A broken connection is found by its end; the report goes again when there is a new one.
        }
    }

    /// <summary>What may be better a moment later. What the head says on purpose is not.</summary>
    private static bool IsTransient(Exception exception) => exception switch
    {
        RayException { Code: RayErrorCode.ClusterUnreachable or RayErrorCode.NotLeader or RayErrorCode.Unknown } => true,
        RayException => false,
        OperationCanceledException => false,
        _ => true,
    };

    private void SetState(NodeConnectionState state)
    {
        lock (_gate)
        {
            if (_state == state || _state == NodeConnectionState.Ended)
            {
                return;
            }

            _state = state;
        }

        StateChanged?.Invoke(state);
    }

    private void End(string reason)
    {
        SetState(NodeConnectionState.Ended);
        if (_ended.TrySetResult(reason))
        {
            _logger.NodeConnectionEnded(_head.Address.HostAndPort, reason);
        }
    }
}
