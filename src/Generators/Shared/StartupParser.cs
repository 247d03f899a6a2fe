using Microsoft.CodeAnalysis;
using RayNet.Roslyn.Model;
using RayNet.Roslyn.Parsing;

namespace RayNet.Roslyn;

/// <summary>Reads a [RayStartup] class.</summary>
internal static class StartupParser
{
    /// <summary>The model, or <see langword="null"/> when something is wrong.</summary>
    internal static StartupModel? Parse(INamedTypeSymbol type, KnownSymbols known, List<Problem>? problems, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var context = new ParseContext(known, problems, cancellationToken);
        if (!type.HasUsableNames())
        {
            return null;
        }

        bool isConstructible = type is { TypeKind: TypeKind.Class, IsAbstract: false, IsStatic: false }
            && type.InstanceConstructors.Any(constructor => constructor is { Parameters.IsEmpty: true, DeclaredAccessibility: Accessibility.Public }
                && !RequiredMembers.AreLeftOpen(type, constructor, known));
        if (!isConstructible || type.IsGenericOrInGeneric() || !type.Implements(known.IRayStartup))
        {
            context.Report(DiagnosticIds.InvalidStartup, type.FirstLocation(), type.ToDisplayString());
        }

        if (AccessibilityChecks.WhyUnreachable(type) is { } accessibility)
        {
            context.Report(DiagnosticIds.Inaccessible, type.FirstLocation(), type.Name, accessibility);
        }

        return context.HasFailed ? null : new StartupModel(TypeNames.Plain(type));
    }
}
