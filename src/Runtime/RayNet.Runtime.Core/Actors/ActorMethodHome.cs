using RayNet.Runtime.Execution;

namespace RayNet.Runtime.Actors;

/// <summary>A method of an actor class, compiled for one set of the class's options.</summary>
/// <param name="ClassHome">The class and its options; they belong to one runtime.</param>
/// <param name="Settings">How its calls are run.</param>
/// <param name="Group">The index of its concurrency group; 0 is the default group.</param>
internal sealed record ActorMethodHome(ActorClassHome ClassHome, CallSettings Settings, int Group);
