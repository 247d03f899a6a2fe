namespace RayNet.Runtime.Control;

/// <summary>A part of a log.</summary>
/// <param name="Data">UTF-8 text.</param>
/// <param name="NextOffset">Where the next part begins.</param>
/// <param name="IsEnd">Whether nothing follows.</param>
internal sealed record LogChunk(byte[] Data, long NextOffset, bool IsEnd);
