namespace RayNet.Runtime.Actors;

/// <summary>Under what an actor is found.</summary>
internal sealed record ActorName(string Namespace, string Name);
