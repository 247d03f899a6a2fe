namespace RayNet.Runtime.Tests;

/// <summary>Tests that look at the whole process, or change the client of all of it: they run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessWideCollection
{
    public const string Name = "process-wide";
}
