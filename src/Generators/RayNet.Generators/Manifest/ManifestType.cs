namespace RayNet.Generators.Manifest;

/// <summary>A type with generated traits.</summary>
/// <param name="Type">The type as source text.</param>
/// <param name="Traits">Its traits class as source text.</param>
internal sealed record ManifestType(string Type, string Traits);
