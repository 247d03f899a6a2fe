using Xunit.Sdk;
using Xunit.v3;

// Each test starts a cluster of the process, of which there is one at a time; and some look at static state of remote code.
[assembly: Parallelization(Mode = ParallelMode.None)]
