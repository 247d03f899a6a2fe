using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RayNet.Runtime.Rpc;
using RayNet.Runtime.Server.Hosting;

namespace RayNet.Gateways.Hosting;

/// <summary>Looks at every call before anything of it is read: TLS, the token, and whether there is room.</summary>
internal sealed class GatewayGate(GatewaySettings settings, ILogger logger)
{
    private int _active;

    /// <summary>Puts the gate before an endpoint.</summary>
    internal void Guard(EndpointBuilder endpoint)
    {
        if (endpoint.RequestDelegate is { } next)
        {
            endpoint.RequestDelegate = context => InvokeAsync(context, next);
        }
    }

    private async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (Refusal(context) is { } refusal)
        {
            logger.CallRefused(context.Connection.RemoteIpAddress?.ToString() ?? string.Empty, context.Request.Path, refusal.Detail);
            await GrpcRefusal.EndAsync(context, refusal).ConfigureAwait(false);
            return;
        }

        try
        {
            if (Interlocked.Increment(ref _active) > settings.Options.MaxConcurrentCalls)
            {
                await GrpcRefusal.EndAsync(context, new RpcFault(StatusCode.ResourceExhausted, $"The gateway serves {settings.Options.MaxConcurrentCalls} calls at once, and all are taken. Try again later.")).ConfigureAwait(false);
                return;
            }

            await next(context).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _active);
        }
    }

    private RpcFault? Refusal(HttpContext context)
    {
        // Without an address it is a socket of this machine.
        IPAddress? caller = context.Connection.RemoteIpAddress;
        if (!context.Request.IsHttps && caller is not null && !IPAddress.IsLoopback(caller) && !settings.Options.AllowPlaintext)
        {
            return new RpcFault(StatusCode.FailedPrecondition, "The gateway takes calls from other machines with TLS only. Use https, or set AllowPlaintext behind a proxy that ends TLS.");
        }

        if (settings.Token is not { } token)
        {
            return null;
        }

        string header = context.Request.Headers.Authorization.ToString();
        return header.Length == 0 ? new RpcFault(StatusCode.Unauthenticated, "The gateway asks for its token, and none was sent. Send the header 'authorization: Bearer TOKEN'.", RayErrorCode.Unauthorized)
            : token.IsRight(header) ? null
            : new RpcFault(StatusCode.Unauthenticated, "The token is not the one of this gateway.", RayErrorCode.Unauthorized);
    }
}
