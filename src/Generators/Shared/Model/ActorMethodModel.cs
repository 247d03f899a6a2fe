namespace RayNet.Roslyn.Model;

/// <summary>A method of an actor.</summary>
/// <param name="Call">The method.</param>
/// <param name="Interface">The interface whose default implementation is called; <see langword="null"/> for a method of the class.</param>
/// <param name="IsOverloaded">Whether the actor has other remote methods of the name.</param>
internal sealed record ActorMethodModel(CallModel Call, string? Interface, bool IsOverloaded);
