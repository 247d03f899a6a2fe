using System.Collections.Immutable;

namespace RayNet.Runtime.Deployment.Logs;

/// <summary>Lines that a worker wrote one after the other.</summary>
/// <param name="Source">Who wrote them.</param>
/// <param name="Name">The actor or task that the worker says it runs, or nothing.</param>
/// <param name="Lines">Without their ends.</param>
/// <param name="Next">Where to go on.</param>
internal sealed record LogBatch(LogSource Source, string? Name, ImmutableArray<string> Lines, LogPosition Next);
