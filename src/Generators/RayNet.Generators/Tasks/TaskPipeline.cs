using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayNet.Generators.Incremental;
using RayNet.Generators.Manifest;
using RayNet.Roslyn;
using RayNet.Roslyn.Model;
using RayNet.Roslyn.Parsing;
using RayNet.Roslyn.Types;

namespace RayNet.Generators.Tasks;

/// <summary>From [Remote] methods to one file for each type that declares some.</summary>
/// <param name="Entries">What the manifest needs of each type.</param>
/// <param name="Shapes">The types that the signatures reach.</param>
internal sealed record TaskPipeline(IncrementalValuesProvider<EquatableArray<ManifestEntry>> Entries, IncrementalValuesProvider<EquatableArray<TypeShape>> Shapes)
{
    internal static TaskPipeline Register(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<RemoteMethodModel> tasks = context.Find(new DeclarationMemo<RemoteMethodModel>(static node => node is MethodDeclarationSyntax { AttributeLists.Count: > 0 }, Parse))
            .WithTrackingName(TrackingNames.Tasks);

        // A type that changes its members changes its shape only; what is generated for the methods stays as it is.
        IncrementalValuesProvider<TaskTypeModel> types = tasks
            .Select(static (task, _) => task with { Shapes = [] })
            .Collect()
            .SelectMany(static (all, _) => TaskTypeModel.Group(all))
            .WithTrackingName(TrackingNames.TaskTypes);
        context.RegisterSourceOutput(types, static (output, type) => output.AddSource(type.Host.HintName, TaskEmitter.Emit(type)));

        return new TaskPipeline(
            types.Select(static (type, _) => type.Methods.Select(method => new ManifestEntry(method.Call.Id, $"{type.Host.ExtensionsFullName}.{method.Call.Descriptor}.Method")).ToEquatableArray()),
            tasks.Select(static (task, _) => task.Shapes));
    }

    private static RemoteMethodModel? Parse(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) =>
        KnownSymbols.For(model.Compilation) is { } known
        && model.GetDeclaredSymbol(node, cancellationToken) is IMethodSymbol method
        && node.Carries(known.RemoteAttribute, method)
            ? RemoteMethodParser.Parse(method, known, problems: null, cancellationToken)
            : null;
}
