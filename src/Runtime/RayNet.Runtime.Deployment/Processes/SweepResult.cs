namespace RayNet.Runtime.Deployment.Processes;

/// <summary>What was left behind on this machine.</summary>
/// <param name="Sessions">Runs that ended without cleaning up.</param>
/// <param name="Killed">Processes of them that still ran.</param>
internal readonly record struct SweepResult(int Sessions, int Killed);
