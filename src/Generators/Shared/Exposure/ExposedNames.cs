namespace RayNet.Roslyn.Exposure;

/// <summary>Names that the hubs of exposed classes have of their own; RpcStreams of RayNet.Abstractions has the same.</summary>
internal static class ExposedNames
{
    internal const string ItemPrefix = "On";
    internal const string EndedMethod = "OnStreamEnded";
    internal const string StopMethod = "StopStream";
}
