using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>Limits and heartbeats of hub connections; the same for both sides.</summary>
internal sealed record HubOptions
{
    internal static HubOptions Default { get; } = new();

    /// <summary>The time between a heartbeat's answer and the next heartbeat; <see langword="null"/> sends none. Those of the other side are always answered.</summary>
    internal TimeSpan? HeartbeatInterval { get; init; }

    /// <summary>How long the other side may be silent after a heartbeat before the connection counts as lost. Counted while this process runs itself.</summary>
    internal TimeSpan HeartbeatTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a server waits for a client's answer to a question; MagicOnion's default.</summary>
    internal TimeSpan QuestionTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a client that leaves waits for the server to end its side.</summary>
    internal TimeSpan LeaveTimeout { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The calls of one connection that wait for the one that runs; beyond, the server stops reading.</summary>
    internal int MaxWaitingCalls { get; init; } = 64;

    /// <summary>The bytes that may wait to be written; a peer that reads slower than that loses its connection.</summary>
    internal long MaxQueuedBytes { get; init; } = 64 << 20;

    internal TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal ILogger Logger { get; init; } = NullLogger.Instance;
}
