namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>Where the calls of a generated receiver go: to one client, or to a group.</summary>
/// <typeparam name="TReceiver">The receiver interface.</typeparam>
internal abstract class HubSink<TReceiver>
    where TReceiver : class
{
    /// <summary>Queues a push.</summary>
    internal abstract void Push<TArguments>(HubPush<TReceiver, TArguments> method, TArguments arguments);

    /// <summary>Asks the client and waits for its answer.</summary>
    internal abstract ValueTask<TResult> AskAsync<TArguments, TResult>(HubQuestion<TReceiver, TArguments, TResult> method, TArguments arguments, CancellationToken cancellationToken);
}
