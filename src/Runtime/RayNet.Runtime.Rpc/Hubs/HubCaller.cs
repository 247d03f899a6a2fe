namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>What a hub implementation knows of the client that it serves. An embedded caller makes one of its own receiver, and calls the hub directly.</summary>
/// <typeparam name="TReceiver">The receiver interface.</typeparam>
/// <param name="receiver">The client. Calls of <see langword="void"/> methods are queued and never wait; after the end they are dropped.</param>
/// <param name="disconnected">Is cancelled when the connection has ended, for whatever reason.</param>
internal sealed class HubCaller<TReceiver>(TReceiver receiver, CancellationToken disconnected)
    where TReceiver : class
{
    internal TReceiver Receiver { get; } = receiver;

    internal CancellationToken Disconnected { get; } = disconnected;

    /// <summary>Where messages for the client go; <see langword="null"/> for an embedded caller.</summary>
    internal HubOutbox? Outbox { get; init; }

    /// <summary>
    /// Ends the connection when everything that was pushed is written, which is when the task completes; <see langword="null"/> for an embedded caller.
    /// </summary>
    internal Func<Task>? Close { get; init; }
}
