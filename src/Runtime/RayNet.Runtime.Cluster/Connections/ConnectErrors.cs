using System.Net.Sockets;
using System.Security.Authentication;
using Grpc.Core;

namespace RayNet.Runtime.Cluster.Connections;

/// <summary>Turns failures of connections into errors that name the address and the remedy.</summary>
internal static class ConnectErrors
{
    /// <summary>An exception that says what to do; the same one when it was the call that failed, and not the connection.</summary>
    internal static Exception Translate(RpcException exception, ClusterAddress address, bool isTls) => exception.StatusCode switch
    {
        StatusCode.Unavailable or StatusCode.Internal when IsOfConnection(exception) => Unreachable(address, isTls, exception),
        StatusCode.Unauthenticated => new RayException(RayErrorCode.Unauthorized, exception.Status.Detail, exception),
        _ => exception,
    };

    internal static RayException Unreachable(ClusterAddress address, bool isTls, Exception exception)
    {
        for (Exception? inner = exception; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case AuthenticationException when inner.Message.Contains("frame", StringComparison.Ordinal):
                    return new RayException(RayErrorCode.ClusterUnreachable, $"The cluster at {address.HostAndPort} does not speak TLS. Leave out the fingerprint and the authority, or start the cluster with TLS.", exception);
                case AuthenticationException when inner.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase):
                    return new RayException(RayErrorCode.Unauthorized, $"The certificate of {address.HostAndPort} is not signed by the authority that you gave. Use the join address that this cluster's 'raynet start --head' printed, or its CA file.", exception);
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return new RayException(RayErrorCode.ClusterUnreachable, $"No cluster listens at {address.HostAndPort}. Check the address, or start one with 'raynet start --head'.", exception);
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }:
                    return new RayException(RayErrorCode.ClusterUnreachable, $"The host '{address.Host}' is unknown. Check the address.", exception);
            }
        }

        string hint = isTls
            ? "Check that it is a RayNet cluster with TLS; one that asks for client certificates needs yours too (--tls-cert and --tls-key)."
            : "If the cluster uses TLS, use the join address that its 'raynet start --head' printed, or give its CA file (RAYNET_TLS_CA).";
        return new RayException(RayErrorCode.ClusterUnreachable, $"The cluster at {address.HostAndPort} does not answer over {(isTls ? "TLS" : "plaintext")}: {Innermost(exception).Message} {hint}", exception);
    }

    private static bool IsOfConnection(RpcException exception) => exception.Status.DebugException is not null || exception.InnerException is not null;

    private static Exception Innermost(Exception exception)
    {
        Exception inner = exception is RpcException { Status.DebugException: { } debug } ? debug : exception;
        while (inner.InnerException is { } next)
        {
            inner = next;
        }

        return inner;
    }
}
