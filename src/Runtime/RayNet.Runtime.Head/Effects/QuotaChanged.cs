namespace RayNet.Runtime.Head.Effects;

/// <summary>A quota was set or removed, or somebody asked for more than is left of it.</summary>
internal sealed record QuotaChanged(string Name, bool IsWanted) : HeadEffect;
