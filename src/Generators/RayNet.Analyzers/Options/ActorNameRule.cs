using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace RayNet.Analyzers.Options;

/// <summary>An actor that outlives its handles, or is looked up before it is created, needs a name.</summary>
internal static class ActorNameRule
{
    private const int Detached = 1;

    internal static void AnalyzeCreation(OperationAnalysisContext context, OptionSymbols symbols)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (symbols.IsActorOptions(creation.Type)
            && creation.Initializer is { } initializer
            && Find(initializer, "Name") is not { IsMissing: false }
            && IsFinal(creation))
        {
            ReportReason(context, initializer);
        }
    }

    internal static void AnalyzeWith(OperationAnalysisContext context, OptionSymbols symbols)
    {
        var with = (IWithOperation)context.Operation;
        if (symbols.IsActorOptions(with.Type) && with.Initializer is { } initializer && Find(initializer, "Name") is { IsMissing: true })
        {
            ReportReason(context, initializer);
        }
    }

    internal static void AnalyzeCall(OperationAnalysisContext context, OptionSymbols symbols)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name == "CreateRemote"
            && call.Type is INamedTypeSymbol { Arity: 1, TypeArguments: var arguments }
            && IsDetached(arguments[0], symbols)
            && symbols.EntryPoints.Contains(call.TargetMethod)
            && LacksName(call, symbols))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.InvalidOption,
                call.Syntax.GetLocation(),
                "ActorOptions.Name",
                "left out where the detached actor '" + arguments[0].Name + "' is created",
                "a name by which it can be found: options: new() { Name = \"…\" }"));
        }
    }

    private static void ReportReason(OperationAnalysisContext context, IObjectOrCollectionInitializerOperation initializer)
    {
        if (Find(initializer, "Lifetime") is { Constant: Detached } lifetime)
        {
            Report(context, lifetime, "Detached without Name", "a Name as well, or nothing could reach the actor");
        }
        else if (Find(initializer, "GetIfExists") is { Constant: true } lookup)
        {
            Report(context, lookup, "true without Name", "the Name to look for as well");
        }
    }

    private static void Report(OperationAnalysisContext context, Assigned option, string value, string allowed) =>
        context.ReportDiagnostic(Diagnostic.Create(
            DiagnosticDescriptors.InvalidOption,
            option.Assignment.Syntax.GetLocation(),
            ImmutableDictionary<string, string?>.Empty.Add(FixProperties.NeedsName, "true"),
            option.Property.ContainingType.Name + "." + option.Property.Name,
            value,
            allowed));

    private static bool LacksName(IInvocationOperation call, OptionSymbols symbols)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (!symbols.IsActorOptions(argument.Parameter?.Type))
            {
                continue;
            }

            IOperation value = Constants.WithoutConversions(argument.Value);
            return value switch
            {
                { ConstantValue: { HasValue: true, Value: null } } => true,
                IDefaultValueOperation => true,
                IObjectCreationOperation { Initializer: null } => true,
                IObjectCreationOperation { Initializer: { } initializer } =>
                    Find(initializer, "Name") is not { IsMissing: false } && Find(initializer, "Lifetime") is null,
                _ => false,
            };
        }

        return false;
    }

    private static bool IsDetached(ITypeSymbol actor, OptionSymbols symbols)
    {
        foreach (AttributeData attribute in actor.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, symbols.ActorAttribute))
            {
                foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
                {
                    if (argument is { Key: "Lifetime", Value.Value: Detached })
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>Options that are kept may get their name later by <c>with</c>; only where that cannot be is the mistake certain.</summary>
    private static bool IsFinal(IObjectCreationOperation creation)
    {
        IOperation? parent = creation.Parent;
        while (parent is IConversionOperation)
        {
            parent = parent.Parent;
        }

        return parent switch
        {
            IArgumentOperation => true,
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => !IsExtended(local, creation.Syntax),
            _ => false,
        };
    }

    private static bool IsExtended(ILocalSymbol local, SyntaxNode creation)
    {
        SyntaxNode scope = creation;
        while (scope.Parent is not null and not TypeDeclarationSyntax)
        {
            scope = scope.Parent;
        }

        foreach (SyntaxNode node in scope.DescendantNodes())
        {
            if (node is WithExpressionSyntax { Expression: IdentifierNameSyntax name } && name.Identifier.ValueText == local.Name)
            {
                return true;
            }
        }

        return false;
    }

    private static Assigned? Find(IObjectOrCollectionInitializerOperation initializer, string name)
    {
        foreach (IOperation member in initializer.Initializers)
        {
            if (member is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment
                && property.Name == name)
            {
                return new Assigned(assignment, property);
            }
        }

        return null;
    }

    private sealed class Assigned(ISimpleAssignmentOperation assignment, IPropertySymbol property)
    {
        internal ISimpleAssignmentOperation Assignment { get; } = assignment;

        internal IPropertySymbol Property { get; } = property;

        internal object? Constant => Constants.TryRead(Assignment.Value, out object? value) ? value : null;

        internal bool IsMissing => Constants.TryRead(Assignment.Value, out object? value) && value is null;
    }
}
