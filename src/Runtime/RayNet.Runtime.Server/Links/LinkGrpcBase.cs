using Grpc.Core;
using RayNet.Runtime.Rpc;

namespace RayNet.Runtime.Server;

/// <summary>What gRPC's code generator would have made of the method, had it a schema: gRPC finds the method by the attribute.</summary>
[BindServiceMethod(typeof(LinkGrpcBase), nameof(BindService))]
internal abstract class LinkGrpcBase
{
    /// <summary>Names the methods to gRPC.</summary>
    public static void BindService(ServiceBinderBase binder, LinkGrpcBase? service) =>
        binder.AddMethod(LinkMethod.Open, service is null ? null : new DuplexStreamingServerMethod<LinkChunk, LinkChunk>(service.Open));

    /// <summary>Carries one stream.</summary>
    public abstract Task Open(IAsyncStreamReader<LinkChunk> requests, IServerStreamWriter<LinkChunk> responses, ServerCallContext context);
}
