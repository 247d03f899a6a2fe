namespace RayNet.Runtime.Control;

/// <summary>Lines that a worker wrote one after the other.</summary>
/// <param name="ProcessId">The worker, in the operating system's numbering.</param>
/// <param name="Node">Its node.</param>
/// <param name="IsError">Whether they went to its error stream.</param>
/// <param name="Name">The actor or task that the worker says it runs, or nothing.</param>
/// <param name="Lines">Without their ends.</param>
internal sealed record LogLines(int ProcessId, NodeId Node, bool IsError, string? Name, string[] Lines);
