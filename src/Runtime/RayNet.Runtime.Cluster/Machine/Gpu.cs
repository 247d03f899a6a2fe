namespace RayNet.Runtime.Cluster.Machine;

/// <summary>A GPU of the machine.</summary>
/// <param name="Id">What <c>CUDA_VISIBLE_DEVICES</c> calls it: its number, or a name such as <c>GPU-…</c>.</param>
/// <param name="Type">Its model in short, such as <c>H200</c>; empty where it is not known.</param>
internal sealed record Gpu(string Id, string Type);
