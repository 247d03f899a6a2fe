namespace RayNet.Runtime.Control;

/// <summary>Somebody wants a node to leave: it takes no new work, and ends when it has none.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Deadline">When it ends at the latest; <see langword="null"/> for whenever its work has ended.</param>
internal sealed record NodeDrain(string Reason, DateTime? Deadline);
