namespace RayNet.Runtime.Cluster.Links;

/// <summary>A value holds a block that goes through the store, which takes longer than a link's gate may be held: it is written again without the gate.</summary>
#pragma warning disable CA1032 // Never leaves the writer of frames.
internal sealed class LargeBlockException() : RayException(RayErrorCode.Unknown, "A large block of numbers is written outside of the frame.");
#pragma warning restore CA1032
