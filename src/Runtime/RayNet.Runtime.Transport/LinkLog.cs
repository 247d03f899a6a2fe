using Microsoft.Extensions.Logging;

namespace RayNet.Runtime.Transport;

/// <summary>What links and listeners log.</summary>
internal static partial class LinkLog
{
    [LoggerMessage(1, LogLevel.Error, "What arrived from {Peer} could not be handled; the link ends.")]
    internal static partial void ReceiverFailed(ILogger logger, string peer, Exception exception);

    [LoggerMessage(2, LogLevel.Error, "The end of the link to {Peer} could not be handled.")]
    internal static partial void EndFailed(ILogger logger, string peer, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "Connections at {Path} cannot be accepted now.")]
    internal static partial void AcceptFailed(ILogger logger, string path, Exception exception);

    [LoggerMessage(4, LogLevel.Debug, "A connection was refused: {Reason}")]
    internal static partial void Refused(ILogger logger, string reason);

    [LoggerMessage(5, LogLevel.Error, "A greeting could not be answered.")]
    internal static partial void DecideFailed(ILogger logger, Exception exception);

    [LoggerMessage(6, LogLevel.Error, "The new link to {Peer} could not be taken.")]
    internal static partial void TakeFailed(ILogger logger, string peer, Exception exception);
}
