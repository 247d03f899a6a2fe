using RayNet.CompilerServices;
using RayNet.Runtime.Embedded;
using RayNet.Runtime.Scheduling;

namespace RayNet.Runtime.Execution;

/// <summary>
/// One attempt on a worker. A frame that user code could not have kept is used again by the same thread; one with a
/// token, a context or children is not.
/// </summary>
internal sealed class WorkerFrame : ExecutionFrame
{
    /// <summary>Added to the number of open waits at the end, so that what waits on after it changes nothing.</summary>
    private const int Ended = 1 << 24;

    [ThreadStatic]
    private static WorkerFrame? t_spare;

    private readonly EmbeddedCluster _cluster;
    private readonly Lock _gate = new();
    private ObjectCell? _call;
    private CallSettings? _settings;
    private CallExecutor? _executor;
    private CancellationTokenSource? _cancellation;
    private WorkerContext? _context;
    private CallChildren? _children;
    private ITimer? _timer;
    private CancellationTokenRegistration _stopping;
    private RemoteTaskTimeoutException? _timeout;
    private int _blocked;
    private int _attempt;

    private WorkerFrame(EmbeddedCluster cluster) => _cluster = cluster;

    public override CancellationToken CancellationToken => Cancellation.Token;

    public override RayContext Context => ContextCore;

    internal override RayRuntime Runtime => _cluster.Outer ?? _cluster;

    internal EmbeddedCluster Cluster => _cluster;

    internal ObjectCell? Call => _call;

    internal CallSettings? Settings => _settings;

    /// <summary>The placement group that children of the call run in; default for none.</summary>
    internal PlacementGroupId CapturedBy => _executor?.Actor?.CapturedBy ?? _settings?.CapturedBy ?? default;

    internal CallExecutor? Executor => _executor;

    /// <summary>Who the calls that this one makes come from: the actor, or this task. Their order is kept for each.</summary>
    internal object CallerKey => (object?)_executor?.Actor ?? this;

    private CancellationTokenSource Cancellation
    {
        get
        {
            if (_cancellation is null)
            {
                lock (_gate)
                {
                    _cancellation ??= CreateCancellation();
                }
            }

            return _cancellation;
        }
    }

    private WorkerContext ContextCore
    {
        get
        {
            if (_context is null)
            {
                lock (_gate)
                {
                    _context ??= new WorkerContext(this, _call!, _settings!.Name, _executor?.Actor);
                }
            }

            return _context;
        }
    }

    private bool IsReusable => _cancellation is null && _context is null && _children is null && _timer is null;

    public override void SetActor(object actor) => _executor!.Actor!.SetInstance(actor);

    public override TService GetService<TService>() => ContextCore.GetRequiredService<TService>();

    /// <summary>A frame for this thread.</summary>
    internal static WorkerFrame Rent(EmbeddedCluster cluster)
    {
        WorkerFrame? spare = t_spare;
        if (spare is not null && ReferenceEquals(spare._cluster, cluster))
        {
            t_spare = null;
            return spare;
        }

        return new WorkerFrame(cluster);
    }

    internal void Begin(ObjectCell call, CallSettings settings, CallExecutor executor, object? actor)
    {
        _call = call;
        _settings = settings;
        _executor = executor;
        _attempt = call.FailedAttempts;
        Actor = actor;
        IsAbandoned = false;
        MayRetry = settings.MayRetry;
        KeepsAwaiter = executor.KeepsAwaiter;
        Volatile.Write(ref call.Link, this);
        if (settings.Timeout is { } timeout)
        {
            StartTimeout(timeout);
        }
    }

    /// <summary>Ends the attempt. The frame may be used again on this thread.</summary>
    /// <param name="flowed">Whether the frame was part of an async flow, which user code may have kept.</param>
    internal void End(bool flowed)
    {
        Unlink(_call!);
        if (!flowed && IsReusable)
        {
            _call = null;
            _executor = null;
            Actor = null;
            KeepsArguments = false;
            t_spare = this;
        }
        else
        {
            // What user code left running in this flow no longer speaks for the executor, which runs other calls now.
            CallExecutor executor = _executor!;
            _executor = null;
            if (Interlocked.Add(ref _blocked, Ended) != Ended)
            {
                // The call ended while one of its waits is still open.
                executor.OnUnblocked();
            }

            Close();
        }
    }

    internal override void EnterBlocked()
    {
        if (Interlocked.Increment(ref _blocked) == 1)
        {
            _executor?.OnBlocked();
        }
    }

    internal override void ExitBlocked()
    {
        CallExecutor? executor = _executor;
        if (Interlocked.Decrement(ref _blocked) == 0)
        {
            executor?.OnUnblocked();
        }
    }

    internal override void AddChild(ObjectCell call)
    {
        if (_children is null)
        {
            lock (_gate)
            {
                _children ??= new CallChildren();
            }
        }

        _children.Add(call);
        if (_call!.IsCancelRequested)
        {
            call.Home?.Cancel(call, force: false, recursive: true);
        }
    }

    internal override Task SnapshotAsync() => _executor?.Actor is { } actor ? actor.SnapshotAsync() : base.SnapshotAsync();

    internal override void OnFailed(ObjectCell call, Exception exception)
    {
        if (_executor!.Actor is { } actor && actor.IsCreation(call))
        {
            actor.OnCreationFailed(exception);
            return;
        }

        if (IsOver(call))
        {
            return;
        }

        if ((call.IsCancelRequested || _cluster.IsStopped) && exception is OperationCanceledException)
        {
            call.TryFail(new RemoteTaskCanceledException($"{_settings!.Name} was cancelled while it ran.", exception), observed: true);
            call.ReleaseArguments();
            return;
        }

        exception = _timeout ?? exception;
        if (_settings!.ShouldRetry(exception, call.FailedAttempts) && call.TryBeginRetry())
        {
            _cluster.Retries.Schedule(call, _settings, _executor);
            return;
        }

        RemoteTaskException? origin = exception.GetRemoteContext();
        exception.SetRemoteContext(new RemoteTaskException(_cluster.TaskIdOf(call), _settings.Name, _cluster.NodeId, call.FailedAttempts + 1, exception, origin));
        call.TryFail(exception);
        call.ReleaseArguments();
    }

    internal override void OnAsyncEnded(ObjectCell call) => _executor!.OnAsyncEnded(this);

    /// <summary>Cancels the token of <paramref name="call"/> and, if asked, what it submitted, unless the frame runs another call by now.</summary>
    internal void Cancel(ObjectCell call, bool recursive)
    {
        CancellationTokenSource? cancellation;
        CallChildren? children;
        lock (_gate)
        {
            if (!ReferenceEquals(_call, call))
            {
                return;
            }

            cancellation = _cancellation;
            children = _children;
        }

        CancelToken(cancellation);
        if (recursive)
        {
            children?.CancelAll();
        }
    }

    /// <summary>Whether the call was given up, by force or on time, or goes on in another attempt since its actor was lost.</summary>
    private bool IsOver(ObjectCell call) => call.IsCompleted || call.FailedAttempts != _attempt;

    private CancellationTokenSource CreateCancellation()
    {
        var cancellation = new CancellationTokenSource();
        if (_call!.IsCancelRequested || _timeout is not null)
        {
            cancellation.Cancel();
        }

        if (_executor is InPlaceExecutor)
        {
            _stopping = _cluster.Stopping.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), cancellation);
        }

        return cancellation;
    }

    private void CancelToken(CancellationTokenSource? cancellation)
    {
        // Callbacks are user code: they run on the pool, not under whoever cancels.
        _ = cancellation?.CancelAsync().ContinueWith(
            static (task, state) => ((WorkerFrame)state!).OnCallbackFailed(task.Exception!),
            this,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
    }

    private void OnCallbackFailed(Exception exception) => _cluster.ReportCancellationCallback(_settings?.Name ?? "a call", exception);

    private void StartTimeout(TimeSpan timeout)
    {
        lock (_gate)
        {
            _cancellation = CreateCancellation();
        }

        _timer = _cluster.TimeProvider.CreateTimer(static state => ((WorkerFrame)state!).OnTimeout(), this, timeout, Timeout.InfiniteTimeSpan);
    }

    private void OnTimeout()
    {
        ObjectCell? call = _call;
        if (call is null || IsOver(call))
        {
            return;
        }

        var exception = new RemoteTaskTimeoutException($"{_settings!.Name} ran longer than its timeout of {_settings.Timeout}.");
        _timeout = exception;
        if (!_settings.ShouldRetry(exception, _attempt))
        {
            exception.SetRemoteContext(new RemoteTaskException(_cluster.TaskIdOf(call), _settings.Name, _cluster.NodeId, _attempt + 1, exception));
            call.TryFail(exception);
        }

        // An attempt that is repeated ends first: two at once would share the caller's view of it.
        CancelToken(_cancellation);
        _children?.CancelAll();
    }

    /// <summary>The call is no longer run by this frame, if no other attempt has taken it over.</summary>
    private void Unlink(ObjectCell call)
    {
        if (!call.IsCompleted)
        {
            Interlocked.CompareExchange(ref call.Link, null, this);
        }
        else if (ReferenceEquals(call.Link, this))
        {
            // Nobody queues or runs a call that has ended, so the link is this frame's alone.
            call.Link = null;
        }
    }

    private void Close()
    {
        _timer?.Dispose();
        _stopping.Unregister();
        _context?.CloseScope();
    }
}
