using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Control;
using RayNet.Runtime.Head;
using RayNet.Runtime.Rpc;
using RayNet.Runtime.Server.Logging;
using RayNet.Runtime.Server.Security;

namespace RayNet.Runtime.Server.Hosting;

/// <summary>Looks at every call before anything of it is read: versions that fit, then the token.</summary>
internal sealed class RequestGate(ServerSecurity security, Func<RayException?> standby, ILogger logger)
{
    private const int LongestVersion = 64;

    private readonly TokenCheck? _token = security.Token is { } token ? new TokenCheck(token) : null;

    /// <summary>A middleware: passes the call on, or ends it with a gRPC status.</summary>
    internal Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path == RayNetProtocol.AuthorityPath)
        {
            // What it shows is not secret, and is needed before a token can be sent safely.
            return next(context);
        }

        if (Refuse(context) is { } refusal)
        {
            if (refusal.Code == RayErrorCode.NotLeader)
            {
                // It goes on at the next head; nothing is wrong.
                return GrpcRefusal.EndAsync(context, RpcFault.From(refusal));
            }

            logger.CallRefused(context.Connection.RemoteIpAddress?.ToString() ?? string.Empty, context.Request.Path, refusal.Message);
            return GrpcRefusal.EndAsync(context, RpcFault.From(refusal));
        }

        NodeId caller = IdText.TryParse(context.Request.Headers[RayNetProtocol.NodeHeader].ToString(), out ulong origin, out ulong sequence) ? new NodeId(origin, sequence) : default;
        CallerNode.Current = caller;
        return next(context);
    }

    private RayException? Refuse(HttpContext context)
    {
        IHeaderDictionary headers = context.Request.Headers;
        string versions = headers[RayNetProtocol.ProtocolHeader].ToString();
        if (!RayNetProtocol.Fits(versions, RayNetProtocol.Oldest, RayNetProtocol.Newest))
        {
            string version = headers[RayNetProtocol.VersionHeader].ToString();
            string caller = version.Length is 0 or > LongestVersion || versions.Length is 0 or > LongestVersion
                ? "The caller does not say which version of RayNet it is"
                : $"The caller is RayNet {version} and speaks protocol {versions}";
            return new RayException(RayErrorCode.VersionMismatch, $"{caller}; this is RayNet {BuildVersion.Current}, which speaks protocol {RayNetProtocol.Versions}. Use the same version of RayNet on both sides.");
        }

        if (_token is null)
        {
            return standby();
        }

        string header = headers.Authorization.ToString();
        return header.Length == 0 ? new RayException(RayErrorCode.Unauthorized, "This cluster asks for its token, and none was sent. Give it by --token-file, RAYNET_TOKEN_FILE or RAYNET_TOKEN; 'raynet start --head' printed where it is.")
            : _token.IsRight(header) ? standby()
            : new RayException(RayErrorCode.Unauthorized, "The token is not the one of this cluster. 'raynet start --head' printed where the right one is.");
    }
}
