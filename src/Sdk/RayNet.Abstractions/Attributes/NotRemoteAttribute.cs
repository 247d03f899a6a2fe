namespace RayNet;

/// <summary>Keeps a public method of an actor out of <see cref="ActorHandle{T}"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NotRemoteAttribute : Attribute;
