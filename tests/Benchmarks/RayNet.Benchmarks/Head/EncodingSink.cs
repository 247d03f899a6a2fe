using RayNet.Runtime.Control;
using RayNet.Runtime.Rpc.Hubs;

namespace RayNet.Benchmarks.Head;

/// <summary>A node's connection up to the socket: encodes what the node is told, as a session does, and counts it.</summary>
internal sealed class EncodingSink(Action<int> onMessage) : HubSink<INodeReceiver>
{
    internal override void Push<TArguments>(HubPush<INodeReceiver, TArguments> method, TArguments arguments) =>
        onMessage((BroadcastFrames.Of(method, arguments) ?? HubFrame.Call(method.Id, method.Arguments, arguments)).Length);

    internal override ValueTask<TResult> AskAsync<TArguments, TResult>(HubQuestion<INodeReceiver, TArguments, TResult> method, TArguments arguments, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The head asks nodes nothing.");
}
