using Microsoft.Extensions.Logging;

namespace RayNet.Gateways.Hosting;

/// <summary>Every message that gateways log.</summary>
internal static partial class GatewayLog
{
    // 2300: gateways. Ids are never reused.
    [LoggerMessage(2300, LogLevel.Warning, "A call from {Caller} to {Path} was refused: {Reason}", EventName = nameof(CallRefused))]
    internal static partial void CallRefused(this ILogger logger, string caller, string path, string reason);

    [LoggerMessage(2301, LogLevel.Warning, "{Method} failed; its caller was told only that it did.", EventName = nameof(CallFailed))]
    internal static partial void CallFailed(this ILogger logger, string method, Exception exception);
}
