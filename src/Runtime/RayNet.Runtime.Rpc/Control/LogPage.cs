namespace RayNet.Runtime.Control;

/// <summary>What a driver prints next.</summary>
/// <param name="Batches">Lines of workers.</param>
/// <param name="IsLast">Whether nothing comes after it.</param>
internal sealed record LogPage(LogLines[] Batches, bool IsLast);
