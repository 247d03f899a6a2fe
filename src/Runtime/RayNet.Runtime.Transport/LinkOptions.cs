using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace RayNet.Runtime.Transport;

/// <summary>Limits of a link.</summary>
internal sealed record LinkOptions
{
    internal static LinkOptions Default { get; } = new();

    /// <summary>The largest payload of a frame, in bytes.</summary>
    internal int MaxFrameBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>The largest payload before both sides know each other, in bytes.</summary>
    internal int MaxHelloBytes { get; init; } = 32 * 1024;

    /// <summary>How many bytes may wait for the connection before <see cref="Link.WaitForRoomAsync"/> waits.</summary>
    internal int MaxBacklogBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>How long the greeting may take.</summary>
    internal TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a link that was closed goes on sending what it holds before it cuts the connection.</summary>
    internal TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock of the limit on closing.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where a failure is told that nobody else hears of.</summary>
    internal ILogger Logger { get; init; } = NullLogger.Instance;
}
