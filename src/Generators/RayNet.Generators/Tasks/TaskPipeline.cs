using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayNet.Generators.Incremental;
using RayNet.Roslyn;
using RayNet.Roslyn.Model;
using RayNet.Roslyn.Parsing;

namespace RayNet.Generators.Tasks;

/// <summary>From [Remote] methods to one file for each type that declares some.</summary>
internal static class TaskPipeline
{
    internal static DeclarationMemo<Reading<RemoteMethodModel>> CreateMemo() => new(static node => node is MethodDeclarationSyntax { AttributeLists.Count: > 0 }, Parse);

    internal static void Register(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<Findings> findings)
    {
        IncrementalValuesProvider<TaskTypeModel> types = findings
            .SelectMany(static (all, _) => TaskTypeModel.Group(all.Tasks))
            .WithTrackingName(TrackingNames.TaskTypes);
        context.RegisterSourceOutput(types, static (output, type) => output.AddSource(type.Host.HintName, TaskEmitter.Emit(type)));
    }

    private static Reading<RemoteMethodModel>? Parse(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) =>
        KnownSymbols.For(model.Compilation) is { } known
        && model.GetDeclaredSymbol(node, cancellationToken) is IMethodSymbol method
        && node.Carries(known.RemoteAttribute, method)
        && RemoteMethodParser.Parse(method, known, problems: null, cancellationToken) is { } task
            ? new Reading<RemoteMethodModel>(task with { Shapes = default }, task.Shapes)
            : null;
}
