using Microsoft.CodeAnalysis;

namespace RayNet.Generators.Manifest;

/// <summary>What the manifest needs to know of the compilation.</summary>
/// <param name="Name">The assembly's simple name.</param>
/// <param name="HasRuntime">Whether the assembly references the runtime, and so can start it.</param>
internal sealed record AssemblyFacts(string Name, bool HasRuntime)
{
    private const string Runtime = "RayNet.Runtime.Core";

    internal static AssemblyFacts Of(Compilation compilation) =>
        new(compilation.AssemblyName ?? string.Empty, compilation.ReferencedAssemblyNames.Any(static reference => reference.Name == Runtime));
}
