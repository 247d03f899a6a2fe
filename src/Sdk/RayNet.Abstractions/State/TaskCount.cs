namespace RayNet;

/// <summary>How many tasks of one name are so far.</summary>
/// <param name="Name">Their name; empty for those of names beyond the first 10,000 of a process.</param>
/// <param name="Status">How far they are.</param>
/// <param name="Count">How many.</param>
public sealed record TaskCount(string Name, RemoteTaskStatus Status, long Count);
