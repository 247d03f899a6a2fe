using Microsoft.Extensions.Logging;

namespace RayNet.Runtime.Rpc;

/// <summary>Every message that RPC logs.</summary>
internal static partial class RpcLog
{
    [LoggerMessage(RpcEventIds.HubCallFailed, LogLevel.Error, "{Hub}/{Method} threw.", EventName = nameof(HubCallFailed))]
    internal static partial void HubCallFailed(this ILogger logger, string hub, string method, Exception exception);

    [LoggerMessage(RpcEventIds.HubDisposeFailed, LogLevel.Error, "Disposing an implementation of hub {Hub} threw.", EventName = nameof(HubDisposeFailed))]
    internal static partial void HubDisposeFailed(this ILogger logger, string hub, Exception exception);

    [LoggerMessage(RpcEventIds.HubPushFailed, LogLevel.Error, "The receiver of hub {Hub} threw in {Method}, or could not read what was sent.", EventName = nameof(HubPushFailed))]
    internal static partial void HubPushFailed(this ILogger logger, string hub, string method, Exception exception);

    [LoggerMessage(RpcEventIds.HubSessionFailed, LogLevel.Debug, "A connection to hub {Hub} failed.", EventName = nameof(HubSessionFailed))]
    internal static partial void HubSessionFailed(this ILogger logger, string hub, Exception exception);

    [LoggerMessage(RpcEventIds.HubCallUnknown, LogLevel.Warning, "The server of hub {Hub} calls a method {MethodId}, which the receiver does not have: the two are of different versions.", EventName = nameof(HubCallUnknown))]
    internal static partial void HubCallUnknown(this ILogger logger, string hub, int methodId);

    [LoggerMessage(RpcEventIds.HubTokenCallbackFailed, LogLevel.Error, "A callback on the end of a connection to hub {Hub} threw.", EventName = nameof(HubTokenCallbackFailed))]
    internal static partial void HubTokenCallbackFailed(this ILogger logger, string hub, Exception exception);
}
