namespace RayNet.Runtime.Transport.Benchmarks;

/// <summary>What the server does with a frame, as its method says.</summary>
internal static class Modes
{
    /// <summary>Answer on the thread that reads.</summary>
    internal const ushort Inline = 1;

    /// <summary>Answer on the pool.</summary>
    internal const ushort Pool = 2;

    /// <summary>Only count, and answer the one whose slot is not 0.</summary>
    internal const ushort Sink = 3;
}
