namespace RayNet.Tests.Simulation;

/// <summary>What happens next.</summary>
/// <param name="Kind">What.</param>
/// <param name="Node">Of an end: where.</param>
/// <param name="Shape">Of an end: which kind of task.</param>
internal sealed record SimulatedEvent(SimulatedEventKind Kind, NodeId Node = default, int Shape = 0);
