namespace RayNet.Runtime.Control;

/// <summary>An answer to a question about tasks or actors.</summary>
/// <param name="Items">At most as many as were asked for.</param>
/// <param name="Places">For each of them, where a later question goes on behind it.</param>
/// <param name="IsMore">Whether there may be more.</param>
/// <param name="Missing">Who did not answer, and why, for people.</param>
/// <typeparam name="T">What is listed.</typeparam>
internal sealed record StatePage<T>(T[] Items, string[] Places, bool IsMore, string[] Missing);
