using Grpc.Core;

namespace RayNet.Gateways.Tests.Harness;

/// <summary>A hub connection, message by message.</summary>
internal sealed class RawHub(AsyncDuplexStreamingCall<byte[], byte[]> call, Metadata headers) : IDisposable
{
    internal Metadata Headers { get; } = headers;

    internal async Task SendAsync(string message) => await call.RequestStream.WriteAsync(Convert.FromHexString(message));

    internal async Task<string> NextAsync() =>
        await call.ResponseStream.MoveNext(CancellationToken.None).Within("the next message of a hub") ? Convert.ToHexString(call.ResponseStream.Current) : "end";

    public void Dispose() => call.Dispose();
}
