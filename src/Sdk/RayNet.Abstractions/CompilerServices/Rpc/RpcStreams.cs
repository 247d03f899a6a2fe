namespace RayNet.CompilerServices;

/// <summary>What hubs with streams have in common. The generator and the analyzers know the names too.</summary>
internal static class RpcStreams
{
    /// <summary>What the names of receiver methods begin with.</summary>
    internal const string ItemPrefix = "On";

    /// <summary>The receiver's method for the end of a stream: its number, a gRPC status (0: it is complete) and a text.</summary>
    internal const string EndedMethod = "OnStreamEnded";

    /// <summary>The hub's method that ends a stream early; its argument is the number.</summary>
    internal const string StopMethod = "StopStream";

    internal static int EndedId { get; } = MethodHash.Of(EndedMethod);

    internal static int StopId { get; } = MethodHash.Of(StopMethod);
}
