using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Files;

/// <summary>A build in a <see cref="DeploymentCache"/>, whose lock guards it.</summary>
internal sealed class CachedBuild(BuildId id, DateTimeOffset unusedSince)
{
    internal BuildId Id { get; } = id;

    /// <summary>Its manifest, when the folder is there. <see langword="null"/> for a folder of an earlier run that nobody has asked for.</summary>
    internal Task<BuildManifest>? Ready { get; set; }

    internal FilePins? Pins { get; set; }

    internal int Leases { get; set; }

    internal DateTimeOffset UnusedSince { get; set; } = unusedSince;
}
