using RayNet.Runtime.Execution;

namespace RayNet.Runtime.Actors;

/// <summary>A method of an actor class, compiled for one runtime.</summary>
/// <param name="Owner">The runtime that compiled it.</param>
/// <param name="Settings">How its calls are run.</param>
/// <param name="Group">The index of its concurrency group; 0 is the default group.</param>
internal sealed record ActorMethodHome(object Owner, CallSettings Settings, int Group);
