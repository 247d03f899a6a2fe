using System.Runtime.Versioning;

// Each test starts processes; several at once on a small machine only make each other wait.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: UnsupportedOSPlatform("windows")]
