namespace RayNet.Generators;

/// <summary>The names of the pipeline's steps; tests find the steps by them.</summary>
internal static class TrackingNames
{
    internal const string Findings = "Findings";
    internal const string TaskTypes = "TaskTypes";
    internal const string ActorTypes = "ActorTypes";
    internal const string RpcSignatures = "RpcSignatures";
    internal const string Exposed = "Exposed";
    internal const string MagicOnion = "MagicOnion";
    internal const string Manifest = "Manifest";
}
