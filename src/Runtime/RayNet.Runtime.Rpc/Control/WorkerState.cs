namespace RayNet.Runtime.Control;

/// <summary>A worker process of a node.</summary>
/// <param name="Process">In RayNet's numbering.</param>
/// <param name="ProcessId">In the operating system's.</param>
/// <param name="Job">The job that it serves.</param>
/// <param name="Leases">Leases on it.</param>
/// <param name="Actors">Actors in it.</param>
/// <param name="State">Starting, idle, leased or ending.</param>
internal sealed record WorkerState(ulong Process, int ProcessId, JobId Job, int Leases, int Actors, string State);
