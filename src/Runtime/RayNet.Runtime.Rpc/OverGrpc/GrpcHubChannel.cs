using Grpc.Core;
using RayNet.Runtime.Rpc.Hubs;

namespace RayNet.Runtime.Rpc;

/// <summary>The client's side of a duplex call.</summary>
internal sealed class GrpcHubChannel(AsyncDuplexStreamingCall<byte[], byte[]> call, CancellationTokenSource lifetime) : HubChannel
{
    /// <summary>Waits for the server's headers, which say that it speaks the protocol.</summary>
    /// <exception cref="RpcException">It does not, or it refuses the call.</exception>
    internal async ValueTask CheckVersionAsync(string hub, CancellationToken cancellationToken)
    {
        Metadata headers = await call.ResponseHeadersAsync.WaitAsync(cancellationToken).ConfigureAwait(false);
        string? version = headers.GetValue(GrpcBytes.HubVersionHeader);
        if (version is null)
        {
            // A call that the server refuses has a status instead.
            await ReadAsync(cancellationToken).ConfigureAwait(false);
        }

        if (version != GrpcBytes.HubVersion)
        {
            throw new RpcException(new Status(StatusCode.Internal, version is null
                ? $"The server sent no header {GrpcBytes.HubVersionHeader}, so '{hub}' is no hub."
                : $"The server speaks version {version} of the hub protocol, this client version {GrpcBytes.HubVersion}."));
        }
    }

    internal override async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await call.ResponseStream.MoveNext(cancellationToken).ConfigureAwait(false) ? call.ResponseStream.Current : null;
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.Cancelled && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The connection was cancelled.", exception, cancellationToken);
        }
        catch (RpcException exception) when (RpcFault.TryFrom(exception) is { Error: not null } fault)
        {
            throw fault.ToException();
        }
    }

    internal override async ValueTask WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        await call.RequestStream.WriteAsync(GrpcBytes.ToArray(message), cancellationToken).ConfigureAwait(false);

    internal override async ValueTask CompleteAsync() => await call.RequestStream.CompleteAsync().ConfigureAwait(false);

    public override ValueTask DisposeAsync()
    {
        call.Dispose();
        lifetime.Dispose();
        return ValueTask.CompletedTask;
    }
}
