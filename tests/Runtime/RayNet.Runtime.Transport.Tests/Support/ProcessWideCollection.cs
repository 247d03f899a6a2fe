namespace RayNet.Runtime.Transport.Tests.Support;

/// <summary>Tests that look at the whole process: none runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessWideCollection
{
    internal const string Name = "process-wide";
}
