using System.Collections.Immutable;

namespace RayNet.Runtime.Deployment.Processes;

/// <summary>A process to start.</summary>
internal sealed record SpawnRequest
{
    /// <summary>The full path of a binary.</summary>
    internal required string FileName { get; init; }

    internal ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>All of its variables: nothing is inherited beside them.</summary>
    internal required IReadOnlyDictionary<string, string> Environment { get; init; }

    internal required string WorkingDirectory { get; init; }

    /// <summary>Gets what the process writes, after what is in it already.</summary>
    internal required string OutputFile { get; init; }

    /// <summary>May be the same as <see cref="OutputFile"/>.</summary>
    internal required string ErrorFile { get; init; }
}
