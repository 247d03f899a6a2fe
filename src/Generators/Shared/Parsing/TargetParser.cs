using Microsoft.CodeAnalysis;
using RayNet.Roslyn.Model;

namespace RayNet.Roslyn.Parsing;

/// <summary>Reads how a worker builds the instance of an instance task.</summary>
internal static class TargetParser
{
    internal static TargetModel? Parse(INamedTypeSymbol type, Location location, ParseContext context)
    {
        IMethodSymbol[] constructors = [.. type.InstanceConstructors.Where(static constructor => constructor.DeclaredAccessibility == Accessibility.Public)];
        if (Obstacle(type, constructors, context.Known) is { } reason)
        {
            context.Report(DiagnosticIds.InvalidTaskClass, location, type.ToDisplayString(), reason);
            return null;
        }

        var parameters = new List<ParameterModel>();
        foreach (IParameterSymbol parameter in constructors[0].Parameters)
        {
            if (Kind(parameter, context.Known) is { } kind)
            {
                parameters.Add(ParameterParser.Supplied(parameter, kind));
            }
            else if (parameter.Type.ContainsError())
            {
                context.FailSilently();
            }
            else
            {
                context.Report(
                    DiagnosticIds.InvalidTaskClass,
                    location,
                    type.ToDisplayString(),
                    $"constructor parameter '{parameter.Name}' of type '{parameter.Type.ToDisplayString()}' is not a service");
            }
        }

        return new TargetModel(parameters.ToEquatableArray(), Disposal(type, context.Known));
    }

    private static string? Obstacle(INamedTypeSymbol type, IMethodSymbol[] publicConstructors, KnownSymbols known) => type switch
    {
        { TypeKind: not TypeKind.Class } => "it is not a class",
        { IsAbstract: true } => "it is abstract",
        _ when publicConstructors.Length != 1 => $"it has {(publicConstructors.Length == 0 ? "no" : "more than one")} public constructor",
        _ when RequiredMembers.AreLeftOpen(type, publicConstructors[0], known) => "it has required members that its constructor does not set",
        _ => null,
    };

    private static ParameterKind? Kind(IParameterSymbol parameter, KnownSymbols known) =>
        parameter.RefKind != RefKind.None ? null
        : parameter.Type.Is(known.RayContext) ? ParameterKind.Context
        : parameter.Type.Is(known.CancellationToken) ? ParameterKind.CancellationToken
        : parameter.HasAttribute(known.FromServicesAttribute) || CanBeService(parameter.Type) ? ParameterKind.Service
        : parameter.IsOptional ? ParameterKind.Omitted
        : null;

    private static bool CanBeService(ITypeSymbol type) =>
        type is { IsReferenceType: true, SpecialType: not (SpecialType.System_String or SpecialType.System_Object) }
        && type.TypeKind is TypeKind.Class or TypeKind.Interface;

    private static DisposalKind Disposal(INamedTypeSymbol type, KnownSymbols known) =>
        type.Implements(known.AsyncDisposable) ? DisposalKind.Async
        : type.Implements(known.Disposable) ? DisposalKind.Sync
        : DisposalKind.None;
}
