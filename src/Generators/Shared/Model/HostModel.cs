namespace RayNet.Roslyn.Model;

/// <summary>The user's type that generated members are added to.</summary>
/// <param name="FullName">The type as source text.</param>
/// <param name="MetadataName">Namespace and name as in metadata.</param>
/// <param name="Namespace">The namespace as source text; empty for the global one.</param>
/// <param name="ExtensionsName">The name of the generated static class.</param>
/// <param name="DocumentationId">The documentation comment id of the type.</param>
/// <param name="IsPublic">Whether other assemblies can see the type.</param>
/// <param name="IsObsolete">Whether the type is obsolete, so that only obsolete code may use it freely.</param>
internal sealed record HostModel(string FullName, string MetadataName, string Namespace, string ExtensionsName, string DocumentationId, bool IsPublic, bool IsObsolete)
{
    /// <summary>The generated static class as source text.</summary>
    internal string ExtensionsFullName => Namespace.Length == 0 ? $"global::{ExtensionsName}" : $"global::{Namespace}.{ExtensionsName}";

    internal string HintName => $"{MetadataName}.{StableHash.Short(MetadataName)}.g.cs";
}
