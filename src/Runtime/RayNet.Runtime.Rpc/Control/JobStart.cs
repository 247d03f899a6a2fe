namespace RayNet.Runtime.Control;

/// <summary>A driver that starts work.</summary>
/// <param name="BuildId">The identity of its deployment; empty where workers use the driver's own folder.</param>
/// <param name="Namespace">The namespace of its actor names.</param>
/// <param name="EntryPoint">The program, for people.</param>
/// <param name="DriverNode">The node that the driver is attached to.</param>
/// <param name="DriverProcess">The driver's process in RayNet's numbering.</param>
/// <param name="ProcessId">The driver's process in the operating system's numbering.</param>
/// <param name="SubmissionId">Set when the head started the driver.</param>
/// <param name="Metadata">Free text by key.</param>
internal sealed record JobStart(
    string BuildId,
    string Namespace,
    string EntryPoint,
    NodeId DriverNode,
    ulong DriverProcess,
    int ProcessId,
    string SubmissionId,
    Dictionary<string, string> Metadata)
{
    /// <summary>Whether the driver prints what its workers print.</summary>
    public bool LogToDriver { get; init; }

    /// <summary>Variables of the workers. They may be secrets: only <see cref="IHeadService.GetJobAsync"/> tells them, and only while the job runs.</summary>
    public Dictionary<string, string> EnvironmentVariables { get; init; } = [];

    /// <summary>The id of the uploaded folder that workers start in a copy of; empty for an empty folder.</summary>
    public string WorkingDirectoryId { get; init; } = string.Empty;

    /// <summary>Whether it is the job of one detached actor: without a driver, and over when the actor is dead.</summary>
    public bool IsDetached { get; init; }

    /// <summary>The team whose quota it uses; empty for the default one.</summary>
    public string Quota { get; init; } = string.Empty;

    /// <summary>Higher ones come first, and may take resources from lower ones.</summary>
    public int Priority { get; init; }
}
