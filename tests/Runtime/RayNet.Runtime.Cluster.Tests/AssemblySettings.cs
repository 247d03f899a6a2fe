using System.Runtime.Versioning;
using RayNet.Runtime.Cluster.Tests;
using Xunit.Sdk;
using Xunit.v3;

// Ends of processes by signals are part of what is tested.
[assembly: UnsupportedOSPlatform("windows")]

// Each cluster has processes of its own: several at once would only measure the machine.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: AssemblyFixture(typeof(SharedCluster))]
