using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RayNet.Roslyn.Model;
using RayNet.Roslyn.Types;

namespace RayNet.Roslyn.Parsing;

/// <summary>Reads the parameters of a remote method or constructor.</summary>
internal static class ParameterParser
{
    internal static EquatableArray<ParameterModel> Parse(IMethodSymbol method, ParseContext context)
    {
        var models = new List<ParameterModel>(method.Parameters.Length);
        bool hasToken = false;
        bool hasContext = false;
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (Parse(parameter, context) is not { } model)
            {
                continue;
            }

            if ((model.Kind == ParameterKind.CancellationToken && hasToken) || (model.Kind == ParameterKind.Context && hasContext))
            {
                context.Report(DiagnosticIds.SuppliedParameterMisused, parameter.FirstLocation(), parameter.Name);
            }

            hasToken |= model.Kind == ParameterKind.CancellationToken;
            hasContext |= model.Kind == ParameterKind.Context;
            models.Add(model);
        }

        if (method.IsVararg)
        {
            context.Report(DiagnosticIds.ParameterNotRemote, method.FirstLocation(), "__arglist", "its values have no types", "give each value a parameter, or use 'params'");
        }

        return models.ToEquatableArray();
    }

    /// <summary>Whether the caller gives the argument: what counts among the overloads of a name.</summary>
    internal static bool IsSent(IParameterSymbol parameter, KnownSymbols known) =>
        !parameter.Type.Is(known.CancellationToken) && !parameter.Type.Is(known.RayContext) && !parameter.HasAttribute(known.FromServicesAttribute);

    private static ParameterModel? Parse(IParameterSymbol parameter, ParseContext context)
    {
        KnownSymbols known = context.Known;
        ITypeSymbol type = parameter.Type;
        bool isService = parameter.HasAttribute(known.FromServicesAttribute);
        if (type.ContainsError() || !SyntaxFacts.IsValidIdentifier(parameter.Name))
        {
            context.FailSilently();
            return null;
        }

        if (isService && parameter.RefKind != RefKind.None)
        {
            context.Report(DiagnosticIds.SuppliedParameterMisused, parameter.FirstLocation(), parameter.Name);
            return null;
        }

        if (Obstacle(parameter) is var (reason, remedy))
        {
            context.Report(DiagnosticIds.ParameterNotRemote, parameter.FirstLocation(), parameter.Name, reason, remedy);
            return null;
        }

        return type.Is(known.CancellationToken) ? Supplied(parameter, ParameterKind.CancellationToken)
            : type.Is(known.RayContext) ? Supplied(parameter, ParameterKind.Context)
            : isService ? Supplied(parameter, ParameterKind.Service)
            : Sent(parameter, context);
    }

    /// <summary>A parameter whose argument the worker supplies.</summary>
    internal static ParameterModel Supplied(IParameterSymbol parameter, ParameterKind kind) => new(
        parameter.Name,
        kind,
        TypeNames.Annotated(parameter.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated)),
        Default: null,
        IsParams: false,
        Oblivious: parameter.Type.IsReferenceType && (parameter.Type.NullableAnnotation == NullableAnnotation.Annotated || parameter.IsOptional) ? TypeNames.Plain(parameter.Type) : null,
        HoldsReferences: false,
        Copy: null,
        CallerInfo: string.Empty);

    private static ParameterModel Sent(IParameterSymbol parameter, ParseContext context)
    {
        ITypeSymbol type = parameter.Type;
        TypeUse use = context.ParseType(type);
        string owner = parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } ? "Constructor parameter" : "Parameter";
        TypeProblems.Report(use, $"{owner} '{parameter.Name}'", parameter.Name, parameter.FirstLocation(), context);
        return new ParameterModel(
            parameter.Name,
            IsReference(type, context.Known) ? ParameterKind.Reference : ParameterKind.Value,
            use.Name,
            DefaultValues.Format(parameter),
            parameter.IsParams,
            type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated } ? TypeNames.Plain(type) : null,
            !type.IsUnmanagedType && type.SpecialType != SpecialType.System_String,
            use.CopyMethod,
            CallerAttributes.FormatCallerInfo(parameter));
    }

    private static bool IsReference(ITypeSymbol type, KnownSymbols known) =>
        type.Is(known.ObjectRef) || type.Is(known.ActorHandle) || type.IsConstructedFrom(known.ObjectRefOfT) || type.IsConstructedFrom(known.ActorHandleOfT);

    private static (string Reason, string Remedy)? Obstacle(IParameterSymbol parameter) => parameter switch
    {
        { RefKind: RefKind.Ref } => ("it is passed by 'ref'", "pass it by value and return what changes"),
        { RefKind: RefKind.Out } => ("it is passed by 'out'", "return the value, in a tuple if there are several"),
        { RefKind: not RefKind.None } => ("it is passed by reference", "pass it by value; values that are sent are copied anyway"),
        { Type.TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => ("a pointer means nothing in another process", "send the data, such as an array"),
        { Type.TypeKind: TypeKind.Dynamic } => ("the type of a dynamic value is unknown when code is generated", "give it a type"),
        { Type.IsRefLikeType: true } => ("a ref struct lives on the caller's stack", "use an array or ReadOnlyMemory<T>"),
        _ => null,
    };
}
