using Microsoft.CodeAnalysis;

namespace RayNet.Analyzers;

/// <summary>Recognises the methods that RayNet's generator made.</summary>
internal sealed class EntryPoints(Compilation compilation)
{
    private const string GeneratorName = "RayNet.Generators";

    private readonly INamedTypeSymbol? _generatedCode = compilation.GetTypeByMetadataName("System.CodeDom.Compiler.GeneratedCodeAttribute");

    /// <summary>The attribute stands on the class around the extension members.</summary>
    internal bool Contains(IMethodSymbol method)
    {
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            foreach (AttributeData attribute in type.GetAttributes())
            {
                if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, _generatedCode)
                    && attribute.ConstructorArguments is { Length: > 0 } arguments
                    && arguments[0].Value is GeneratorName)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
