namespace RayNet.Runtime.Control;

/// <summary>What a node is to do with bundles.</summary>
internal enum BundlePhase
{
    /// <summary>Hold the resources, and say whether that was possible.</summary>
    Prepare = 0,

    /// <summary>All nodes hold theirs: work may use them.</summary>
    Commit = 1,

    /// <summary>Give the resources back; what runs in them ends.</summary>
    Return = 2,
}
