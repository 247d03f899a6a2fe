namespace RayNet.Runtime.Transport;

/// <summary>Limits of a link.</summary>
internal sealed record LinkOptions
{
    internal static LinkOptions Default { get; } = new();

    /// <summary>The largest payload of a frame, in bytes.</summary>
    internal int MaxFrameBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>The largest payload before both sides know each other, in bytes.</summary>
    internal int MaxHelloBytes { get; init; } = 32 * 1024;

    /// <summary>How long the greeting may take.</summary>
    internal TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
