namespace RayNet.Generators.Manifest;

/// <summary>A remote method or an actor class in the manifest.</summary>
/// <param name="Id">Its id on the wire.</param>
/// <param name="Descriptor">The field that holds the descriptor, as source text.</param>
internal sealed record ManifestEntry(ulong Id, string Descriptor);
