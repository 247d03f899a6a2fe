namespace RayNet.Testing;

/// <summary>Where a node of a <see cref="RayCluster"/> runs. Its workers are processes of their own in both cases.</summary>
public enum NodeMode
{
    /// <summary>In the test's process: fast, debuggable, and its connections can be cut by <see cref="RayCluster.Partition"/>.</summary>
    InProcess = 0,

    /// <summary>In a process of the <c>raynet</c> command.</summary>
    Process = 1,
}
