namespace RayNet;

/// <summary>Keeps a public method of an actor out of <see cref="ActorHandle{T}"/>, or a constructor out of <c>CreateRemote</c>.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor)]
public sealed class NotRemoteAttribute : Attribute;
