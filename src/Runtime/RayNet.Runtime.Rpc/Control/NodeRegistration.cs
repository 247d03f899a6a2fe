namespace RayNet.Runtime.Control;

/// <summary>The head's answer to a node that joins.</summary>
/// <param name="ClusterId">Made when the cluster was; a node of another cluster is refused.</param>
/// <param name="HeadVersion">RayNet's version on the head.</param>
internal sealed record NodeRegistration(ulong ClusterId, string HeadVersion);
