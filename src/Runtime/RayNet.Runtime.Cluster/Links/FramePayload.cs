using MessagePack;

namespace RayNet.Runtime.Cluster.Links;

/// <summary>Writes the payload of a frame.</summary>
internal delegate void FramePayload(ref MessagePackWriter writer);
