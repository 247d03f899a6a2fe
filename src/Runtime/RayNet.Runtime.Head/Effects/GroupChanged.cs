namespace RayNet.Runtime.Head.Effects;

/// <summary>A placement group has changed, or is gone.</summary>
internal sealed record GroupChanged(PlacementGroupId Group) : HeadEffect;
