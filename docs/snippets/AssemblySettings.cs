using Xunit.Sdk;
using Xunit.v3;

// Snippets use the default client of the process, as programs do.
[assembly: Parallelization(Mode = ParallelMode.None)]
