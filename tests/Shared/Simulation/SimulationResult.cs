namespace RayNet.Tests.Simulation;

/// <summary>What a simulation came to.</summary>
/// <param name="Finished">Tasks that ended.</param>
/// <param name="Attempts">Runs that were started.</param>
/// <param name="Decisions">Times that the scheduler was asked.</param>
/// <param name="Time">Virtual seconds.</param>
/// <param name="MostPending">Tasks that waited at once, at most.</param>
/// <param name="Fingerprint">Of every decision in order.</param>
/// <param name="Histogram">Nodes by tenth of their CPUs in use, when half of the tasks had come.</param>
internal sealed record SimulationResult(int Finished, int Attempts, long Decisions, double Time, int MostPending, ulong Fingerprint, int[] Histogram);
