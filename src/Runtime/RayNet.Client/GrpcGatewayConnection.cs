using System.ComponentModel;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using RayNet.CompilerServices;
using RayNet.Runtime.Rpc;
using RayNet.Runtime.Rpc.Hubs;

namespace RayNet;

/// <summary>A connection over gRPC: a call each, and a hub connection for each stream.</summary>
internal sealed class GrpcGatewayConnection : GatewayConnection
{
    private readonly GrpcChannel _channel;
    private readonly GrpcInvoker _calls;
    private readonly GrpcHubConnector _hubs;
    private readonly string? _authorization;

    internal GrpcGatewayConnection(Uri address, GatewayConnectionOptions options)
    {
        _authorization = options.Token is null ? null : "Bearer " + options.Token;
        _channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            HttpHandler = CreateHandler(options),
            DisposeHttpClient = true,
            MaxReceiveMessageSize = options.MaxReceiveBytes,
            MaxSendMessageSize = null,
        });
        CallInvoker invoker = _channel.CreateCallInvoker();
        _calls = new GrpcInvoker(invoker, CreateHeaders, () => options.CallTimeout is { } timeout ? TimeProvider.System.GetUtcNow().UtcDateTime + timeout : null);
        _hubs = new GrpcHubConnector(invoker, CreateHeaders);
    }

    [EditorBrowsable(EditorBrowsableState.Never)]
    public override ValueTask<TResponse> InvokeAsync<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, TRequest request, CancellationToken cancellationToken) =>
        _calls.InvokeAsync(method, request, cancellationToken);

    [EditorBrowsable(EditorBrowsableState.Never)]
    public override IAsyncEnumerable<TItem> StreamAsync<TRequest, TItem>(RpcStream<TRequest, TItem> stream, TRequest request, CancellationToken cancellationToken) =>
        HubStream.ReadAsync(_hubs, stream, request, cancellationToken);

    public override ValueTask DisposeAsync()
    {
        _channel.Dispose();
        return ValueTask.CompletedTask;
    }

    private static SocketsHttpHandler CreateHandler(GatewayConnectionOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            // A stream is a call that stays; one connection has room for a hundred on most servers.
            EnableMultipleHttp2Connections = true,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            KeepAlivePingDelay = TimeSpan.FromSeconds(20),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(20),
            UseCookies = false,
        };
        if (options.Authority is { } authority)
        {
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
                CustomTrustStore = { authority },
            };
        }

        if (options.Certificate is { } certificate)
        {
            handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
        }

        return handler;
    }

    private Metadata CreateHeaders() => _authorization is null ? [] : new Metadata { { "authorization", _authorization } };
}
