using RayNet.Runtime.Control;

namespace RayNet.Runtime.Cluster.Hosting;

/// <summary>A node's standing connection to the head. Disposing it breaks it off; <see cref="LeaveAsync"/> says goodbye first.</summary>
internal interface INodeConnection : IAsyncDisposable
{
    /// <summary>The head's answer to the first registration.</summary>
    NodeRegistration Registration { get; }

    /// <summary>The state now.</summary>
    NodeConnectionState State { get; }

    /// <summary>Raised on every change, one after another. A handler returns quickly.</summary>
    event Action<NodeConnectionState>? StateChanged;

    /// <summary>Completes when the connection has ended for good, with the reason. The node has to end then: its work is given to others.</summary>
    Task<string> Ended { get; }

    /// <summary>Whether it ended because the head gave the node up, and would take it again under a new id. Holds when <see cref="Ended"/> has completed.</summary>
    bool WasGivenUp { get; }

    /// <summary>
    /// The node's newest report. Never waits; of several only the last is sent, at most ten a second, and again after a reconnection. The
    /// connection numbers reports itself.
    /// </summary>
    void Report(NodeReport report);

    /// <summary>The node leaves in good order.</summary>
    Task LeaveAsync(string reason);
}
