namespace RayNet.Runtime.Head.Storage;

/// <summary>A record that a command stored or removed.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Key">Its key in the table.</param>
/// <param name="Record">The record; <see langword="null"/> when it was removed.</param>
internal readonly record struct RecordChange(RecordTable Table, string Key, object? Record);
