using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayNet.Generators.Incremental;
using RayNet.Roslyn;
using RayNet.Roslyn.Parsing;
using RayNet.Roslyn.Rpc;

namespace RayNet.Generators.Rpc;

/// <summary>From [RpcService] and [RpcHub] interfaces to one file each.</summary>
internal static class RpcPipeline
{
    internal static DeclarationMemo<Reading<RpcInterfaceModel>> CreateMemo() => new(static node => node is InterfaceDeclarationSyntax { AttributeLists.Count: > 0 }, Parse);

    internal static void Register(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<Findings> findings)
    {
        IncrementalValuesProvider<RpcInterfaceModel> signatures = findings
            .SelectMany(static (all, _) => all.Interfaces.ToImmutable())
            .WithTrackingName(TrackingNames.RpcSignatures);
        context.RegisterSourceOutput(signatures, static (output, model) => output.AddSource(model.HintName, RpcEmitter.Emit(model)));
    }

    private static Reading<RpcInterfaceModel>? Parse(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) =>
        RpcSymbols.For(model.Compilation) is { HasRuntime: true } rpc
        && KnownSymbols.For(model.Compilation) is { } known
        && model.GetDeclaredSymbol(node, cancellationToken) is INamedTypeSymbol type
        && (node.Carries(rpc.Service, type) || node.Carries(rpc.Hub, type))
        && RpcInterfaceParser.Parse(type, rpc, known, problems: null, cancellationToken) is { } contract
            ? new Reading<RpcInterfaceModel>(contract with { Shapes = default }, contract.Shapes)
            : null;
}
