using Xunit.Sdk;
using Xunit.v3;

// The default client belongs to the process, so hosts of different tests must not run at the same time.
[assembly: Parallelization(Mode = ParallelMode.None)]
