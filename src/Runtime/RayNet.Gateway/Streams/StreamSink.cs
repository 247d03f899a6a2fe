using Grpc.Core;
using RayNet.CompilerServices;
using RayNet.Runtime.Rpc.Hubs;

namespace RayNet.Gateways.Streams;

/// <summary>The client of a hub connection, as streams see it.</summary>
internal sealed class StreamSink(HubSink<StreamSink> sink)
{
    private static readonly HubPush<StreamSink, StreamEnd> End = new(RpcStreams.EndedMethod, RpcStreams.EndedId, StreamCodecs.End, static (_, _, _) => { });

    internal void Push<T>(HubPush<StreamSink, T> method, T arguments) => sink.Push(method, arguments);

    internal void PushEnd(int stream, StatusCode status, string detail) => sink.Push(End, new StreamEnd(stream, status, detail));
}
