using Grpc.Core;
using RayNet.Runtime.Rpc;
using RayNet.Runtime.Rpc.Hubs;

namespace RayNet.Runtime.Server.Rpc;

/// <summary>The server's side of a duplex call. It ends when its handler returns.</summary>
internal sealed class GrpcServerHubChannel(IAsyncStreamReader<byte[]> reader, IServerStreamWriter<byte[]> writer) : HubChannel
{
    internal override async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken) =>
        await reader.MoveNext(cancellationToken).ConfigureAwait(false) ? reader.Current : null;

    internal override async ValueTask WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        await writer.WriteAsync(GrpcBytes.ToArray(message), cancellationToken).ConfigureAwait(false);

    internal override ValueTask CompleteAsync() => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
