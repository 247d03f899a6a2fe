using Grpc.Core;
using RayNet.Runtime.Rpc.Hubs;
using RayNet.Runtime.Rpc.Tests.Support;

namespace RayNet.Runtime.Rpc.Tests.Hubs;

/// <summary>What a client makes of the headers by which a server begins.</summary>
public sealed class GrpcHubConnectorTests
{
    [Fact]
    public async Task The_version_that_is_spoken_is_accepted()
    {
        var server = new HeaderServer(new Metadata { { "x-magiconion-streaminghub-version", "2" } });
        HubChannel channel = await new GrpcHubConnector(server, static () => new Metadata { { "authorization", "Bearer t" } }).ConnectAsync("IChat", CancellationToken.None);
        await channel.DisposeAsync();
        Assert.Equal(("/IChat/Connect", "Bearer t", true), (server.Path, server.Token, server.IsDisposed));
    }

    [Fact]
    public Task Another_version_is_refused() =>
        AssertRefusedAsync(new Metadata { { "x-magiconion-streaminghub-version", "3" } }, "The server speaks version 3 of the hub protocol, this client version 2.");

    [Fact]
    public Task A_server_without_the_header_is_no_hub() =>
        AssertRefusedAsync(new Metadata { { "server", "nginx" } }, "The server sent no header x-magiconion-streaminghub-version, so 'IChat' is no hub.");

    [Fact]
    public async Task Headers_that_do_not_come_are_waited_for_until_the_token_says_so()
    {
        var server = new HeaderServer(null);
        using var source = new CancellationTokenSource();
        Task connecting = new GrpcHubConnector(server).ConnectAsync("IChat", source.Token).AsTask();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.WaitAsync(Limits.Wait));
        Assert.True(server.IsDisposed);
    }

    private static async Task AssertRefusedAsync(Metadata headers, string detail)
    {
        var server = new HeaderServer(headers);
        var exception = await Assert.ThrowsAsync<RpcException>(() => new GrpcHubConnector(server).ConnectAsync("IChat", CancellationToken.None).AsTask());
        Assert.Equal((StatusCode.Internal, detail, true), (exception.StatusCode, exception.Status.Detail, server.IsDisposed));
    }

    /// <summary>Answers every call with headers and no messages.</summary>
    private sealed class HeaderServer(Metadata? headers) : CallInvoker
    {
        internal string Path { get; private set; } = "";

        internal string? Token { get; private set; }

        internal bool IsDisposed { get; private set; }

        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, Grpc.Core.CallOptions options)
        {
            Path = method.FullName;
            Token = options.Headers?.GetValue("authorization");
            Task<Metadata> answer = headers is null ? new TaskCompletionSource<Metadata>().Task : Task.FromResult(headers);
            return new AsyncDuplexStreamingCall<TRequest, TResponse>(null!, new NoMessages<TResponse>(), answer, static () => Status.DefaultSuccess, static () => Metadata.Empty, () => IsDisposed = true);
        }

        public override TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, Grpc.Core.CallOptions options, TRequest request) => throw new NotSupportedException();

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, Grpc.Core.CallOptions options, TRequest request) => throw new NotSupportedException();

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, Grpc.Core.CallOptions options, TRequest request) => throw new NotSupportedException();

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, Grpc.Core.CallOptions options) => throw new NotSupportedException();
    }

    private sealed class NoMessages<T> : IAsyncStreamReader<T>
    {
        public T Current => default!;

        public Task<bool> MoveNext(CancellationToken cancellationToken) => Task.FromResult(false);
    }
}
