using System.Runtime.Versioning;
using Xunit.Sdk;
using Xunit.v3;

// Each test starts processes; several at once on a small machine only make each other wait.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: UnsupportedOSPlatform("windows")]
