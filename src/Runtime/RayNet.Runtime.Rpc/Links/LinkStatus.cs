using System.Globalization;
using Grpc.Core;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Rpc;

/// <summary>Why a stream was not taken or broke, as gRPC says it.</summary>
internal static class LinkStatus
{
    private const string Trailer = "raynet-link-error";

    /// <summary>Statuses travel as headers, which have limits, and escapes make a character up to nine bytes.</summary>
    private const int LongestDetail = 2000;

    internal static RpcException ToRpc(LinkException exception) => new(
        new Status(Code(exception.Error), exception.Message[..Math.Min(exception.Message.Length, LongestDetail)]),
        new Metadata { { Trailer, ((int)exception.Error).ToString(CultureInfo.InvariantCulture) } });

    internal static LinkException FromRpc(RpcException exception) => new(Error(exception), Message(exception), exception);

    private static StatusCode Code(LinkError error) => error switch
    {
        LinkError.Unauthorized => StatusCode.Unauthenticated,
        LinkError.Protocol => StatusCode.InvalidArgument,
        LinkError.FrameTooLarge => StatusCode.ResourceExhausted,
        LinkError.TimedOut => StatusCode.DeadlineExceeded,
        LinkError.Version or LinkError.Build or LinkError.Refused => StatusCode.FailedPrecondition,
        _ => StatusCode.Unavailable,
    };

    private static LinkError Error(RpcException exception)
    {
        if (int.TryParse(exception.Trailers.GetValue(Trailer), CultureInfo.InvariantCulture, out int error) && Enum.IsDefined((LinkError)error))
        {
            return (LinkError)error;
        }

        return exception.StatusCode switch
        {
            StatusCode.Unauthenticated or StatusCode.PermissionDenied => LinkError.Unauthorized,
            StatusCode.Unimplemented => LinkError.Refused,
            StatusCode.DeadlineExceeded => LinkError.TimedOut,
            _ => LinkError.Broken,
        };
    }

    private static string Message(RpcException exception)
    {
        if (exception.StatusCode == StatusCode.Unimplemented)
        {
            return "The server takes no links. Is it a node of RayNet?";
        }

        string detail = exception.Status.Detail.Length > 0 ? exception.Status.Detail : $"The stream ended with the status {exception.StatusCode}.";
        string? cause = exception.Status.DebugException?.GetBaseException().Message;
        return cause is null || detail.Contains(cause, StringComparison.Ordinal) ? detail : $"{detail} {cause}";
    }
}
