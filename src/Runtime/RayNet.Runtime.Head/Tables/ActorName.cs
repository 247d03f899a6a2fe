namespace RayNet.Runtime.Head.Tables;

/// <summary>What is unique among living actors.</summary>
internal readonly record struct ActorName(string Namespace, string Name);
