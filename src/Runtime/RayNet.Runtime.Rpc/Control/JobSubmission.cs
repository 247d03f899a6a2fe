namespace RayNet.Runtime.Control;

/// <summary>A job for the head to start.</summary>
/// <param name="SubmissionId">Chosen by the submitter, or empty for one of the head's.</param>
/// <param name="BuildId">The uploaded deployment.</param>
/// <param name="WorkingDirectoryId">An uploaded folder that the driver starts in a copy of; empty for an empty folder.</param>
/// <param name="Arguments">Arguments of its entry point.</param>
/// <param name="EnvironmentVariables">Variables of the driver and of its workers.</param>
/// <param name="Metadata">Free text by key.</param>
internal sealed record JobSubmission(
    string SubmissionId,
    string BuildId,
    string WorkingDirectoryId,
    string[] Arguments,
    Dictionary<string, string> EnvironmentVariables,
    Dictionary<string, string> Metadata)
{
    /// <summary>The team whose quota it uses; empty for the default one.</summary>
    public string Quota { get; init; } = string.Empty;

    /// <summary>Higher ones come first.</summary>
    public int Priority { get; init; }
}
