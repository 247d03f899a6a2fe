using RayNet.Runtime.Control;
using RayNet.Runtime.Head;
using RayNet.Runtime.Head.Sessions;

namespace RayNet.Runtime.Cluster.Hosting;

/// <summary>A node's connection to a head in the same process. It cannot break, only end.</summary>
internal sealed class LocalNodeConnection : INodeConnection
{
    private readonly NodeSession _session;
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private NodeRegistration? _registration;
    private long _lastReport;

    internal LocalNodeConnection(ClusterHead head, INodeReceiver receiver) => _session = head.Connect(receiver, reason =>
    {
        End(reason);
        return Task.CompletedTask;
    });

    public event Action<NodeConnectionState>? StateChanged;

    public NodeRegistration Registration => _registration ?? throw new InvalidOperationException("The node is not registered.");

    public NodeConnectionState State => _ended.Task.IsCompleted ? NodeConnectionState.Ended : NodeConnectionState.Connected;

    public Task<string> Ended => _ended.Task;

    public bool WasGivenUp => false;

    internal async Task RegisterAsync(NodeInfo node) => _registration = await _session.RegisterAsync(node, 0).ConfigureAwait(false);

    public void Report(NodeReport report)
    {
        // An error says that the connection has ended, which Ended says as well.
        _ = _session.ReportAsync(report with { Version = Interlocked.Increment(ref _lastReport) }).ContinueWith(static task => task.Exception, TaskScheduler.Default);
    }

    public Task LeaveAsync(string reason) => _ended.Task.IsCompleted ? Task.CompletedTask : _session.LeaveAsync(reason);

    public ValueTask DisposeAsync()
    {
        _session.Disconnect("The node closed its connection.");
        End("The node closed its connection.");
        return ValueTask.CompletedTask;
    }

    private void End(string reason)
    {
        if (_ended.TrySetResult(reason))
        {
            StateChanged?.Invoke(NodeConnectionState.Ended);
        }
    }
}
