namespace RayNet.Testing.Chaos;

/// <summary>What a driver told before its end.</summary>
/// <param name="Name">Its name, by which the detached actor counts its calls.</param>
/// <param name="Counts">Its operations, when it told them last.</param>
/// <param name="Answered">The calls of the detached actor that were answered for sure.</param>
/// <param name="Submitted">Those that it had begun.</param>
/// <param name="Violations">Promises that were broken, in words.</param>
/// <param name="IsComplete">Whether it ended in good order; otherwise it had begun more than it told.</param>
internal sealed record DriverResult(string Name, IReadOnlyList<OperationCounts> Counts, int Answered, int Submitted, IReadOnlyList<string> Violations, bool IsComplete);
