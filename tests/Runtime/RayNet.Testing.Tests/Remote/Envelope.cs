namespace RayNet.Testing.Tests;

/// <summary>A value that holds a reference.</summary>
internal sealed record Envelope(int Number, ObjectRef<byte[]> Block);
