namespace RayNet.Runtime.Actors.Snapshots;

/// <summary>How a call of an actor ended.</summary>
/// <param name="Outcome">In what way.</param>
/// <param name="Bytes">The result or the error, serialized.</param>
internal sealed record FinishedCall(FinishedOutcome Outcome, ReadOnlyMemory<byte> Bytes);
