using Grpc.Core;

namespace RayNet.Runtime.Rpc;

/// <summary>A failed call as it travels on any transport: a status, a text, and RayNet's own code where the server's exception had one.</summary>
internal sealed record RpcFault(StatusCode Status, string Detail, RayErrorCode? Error)
{
    /// <summary>The trailer that carries <see cref="Error"/> over gRPC, as a decimal number.</summary>
    internal const string ErrorTrailer = "raynet-error";

    private const string Unhandled = "Exception was thrown by handler.";

    /// <summary>What a client learns of an exception. The text of unexpected ones stays on the server.</summary>
    internal static RpcFault From(Exception exception) => exception switch
    {
        RpcException status => new RpcFault(status.StatusCode, status.Status.Detail, null),
        _ => new RpcFault(StatusCode.Unknown, Unhandled, null),
    };

    /// <summary>The exception that a client throws.</summary>
    internal Exception ToException() => new RpcException(new Status(Status, Detail));
}
