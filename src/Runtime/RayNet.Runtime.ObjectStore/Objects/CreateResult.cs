namespace RayNet.Runtime.ObjectStore.Objects;

/// <summary>The answer to a <see cref="CreateRequest"/>.</summary>
/// <param name="Outcome">Whether the caller may write.</param>
/// <param name="Location">The memory to write to, if so.</param>
internal readonly record struct CreateResult(CreateOutcome Outcome, ObjectLocation Location);
