namespace RayNet.Runtime.Head.Effects;

/// <summary>What others have to be told after a command.</summary>
internal abstract record HeadEffect;
