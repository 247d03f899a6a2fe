using RayNet.Runtime.Control;

namespace RayNet.Runtime.Head.Sessions;

/// <summary>One connection of a node. Made by <see cref="ClusterHead.Connect"/>; whoever carries it says when it breaks.</summary>
internal sealed class NodeSession : INodeHub
{
    private readonly ClusterHead _head;
    private readonly Func<string, Task>? _abort;

    internal NodeSession(ClusterHead head, INodeReceiver receiver, Func<string, Task>? abort)
    {
        _head = head;
        _abort = abort;
        Outbox = new NodeOutbox(receiver, head.Options.MaxWaitingMessages, exception => head.OnSessionFailed(this, exception));
    }

    /// <summary>The node, once it has registered. Guarded by the head's lock.</summary>
    internal NodeId Node { get; set; }

    /// <summary>Whether the node's registration is stored, so that it is told what happens. Guarded by the head's lock.</summary>
    internal bool IsAttached { get; set; }

    internal NodeOutbox Outbox { get; }

    public Task<NodeRegistration> RegisterAsync(NodeInfo node, ulong clusterId) => _head.RegisterAsync(this, node, clusterId);

    public Task ReportAsync(NodeReport report) => HeadCall.Run(() => _head.ReportAsync(this, report));

    public Task LeaveAsync(string reason) => HeadCall.Run(() => _head.LeaveAsync(this, reason));

    /// <summary>The connection is broken.</summary>
    internal void Disconnect(string reason) => _head.Disconnect(this, reason);

    /// <summary>Ends the connection from here, after what the node is still to be told. Completes when the node was told.</summary>
    internal async Task AbortAsync(string reason)
    {
        await Outbox.CloseAsync().ConfigureAwait(false);
        if (_abort is not null)
        {
            await _abort(reason).ConfigureAwait(false);
        }
    }
}
