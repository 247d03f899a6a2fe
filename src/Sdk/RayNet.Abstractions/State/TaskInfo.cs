namespace RayNet;

/// <summary>A task that has not ended, as the process that submitted it knows it.</summary>
/// <param name="Name">Its <see cref="TaskOptions.Name"/>, or that of the method.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Attempt">The number of its attempt, from 1.</param>
public sealed record TaskInfo(string Name, RemoteTaskStatus Status, int Attempt)
{
    /// <summary>The node that it runs on; <see langword="null"/> while it has none.</summary>
    public NodeId? Node { get; init; }

    /// <summary>The job that it belongs to.</summary>
    public JobId Job { get; init; }

    /// <summary>The process that submitted it, in sixteen hexadecimal digits.</summary>
    public string Owner { get; init; } = string.Empty;

    /// <summary>The node that its owner belongs to.</summary>
    public NodeId OwnerNode { get; init; }
}
