namespace RayNet.Roslyn.Model;

/// <summary>A method of an actor.</summary>
/// <param name="Call">The method.</param>
/// <param name="Receiver">The type to call it through: the class or interface that introduced it.</param>
/// <param name="IsOverloaded">Whether the actor has other remote methods of the name.</param>
internal sealed record ActorMethodModel(CallModel Call, string Receiver, bool IsOverloaded);
