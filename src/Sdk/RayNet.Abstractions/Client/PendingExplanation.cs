namespace RayNet;

/// <summary>Why a task or actor call has not ended, as data and in words.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Message">The reason in words, with names and quantities.</param>
public sealed record PendingExplanation(PendingReason Reason, string Message)
{
    /// <summary>The resources that one run asks for, by name.</summary>
    public IReadOnlyDictionary<string, double> Requested { get; init; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, double>.Empty;

    /// <summary>What the cluster has of the requested resources, by name.</summary>
    public IReadOnlyDictionary<string, double> Total { get; init; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, double>.Empty;

    /// <summary>What is free of the requested resources, by name.</summary>
    public IReadOnlyDictionary<string, double> Available { get; init; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, double>.Empty;

    /// <summary>The attempts of a task that have failed, the first one first. Known on worker processes and clusters.</summary>
    public IReadOnlyList<TaskAttempt> Attempts { get; init; } = [];

    /// <summary>How many calls are ahead in the same queue, as far as known.</summary>
    public int QueueLength { get; init; }

    /// <summary>What the calls of that queue keep in the memory of the process that submitted them, in bytes, about: their arguments as they are sent, without what references stand for. Of a long queue the first calls speak for all.</summary>
    public long QueueBytes { get; init; }
}
