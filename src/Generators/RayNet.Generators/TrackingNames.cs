namespace RayNet.Generators;

/// <summary>The names of the pipeline's steps; tests find the steps by them.</summary>
internal static class TrackingNames
{
    internal const string Assembly = "Assembly";
    internal const string Tasks = "Tasks";
    internal const string TaskTypes = "TaskTypes";
    internal const string Actors = "Actors";
    internal const string ActorTypes = "ActorTypes";
    internal const string Startups = "Startups";
    internal const string Puts = "Puts";
    internal const string RpcInterfaces = "RpcInterfaces";
    internal const string RpcSignatures = "RpcSignatures";
    internal const string Exposed = "Exposed";
    internal const string MagicOnion = "MagicOnion";
    internal const string ExposedToMagicOnion = "ExposedToMagicOnion";
    internal const string Shapes = "Shapes";
    internal const string Manifest = "Manifest";
}
