using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayNet.Generators.Incremental;
using RayNet.Roslyn;
using RayNet.Roslyn.Parsing;
using RayNet.Roslyn.Rpc;
using RayNet.Roslyn.Types;

namespace RayNet.Generators.Rpc;

/// <summary>From [RpcService] and [RpcHub] interfaces to one file each.</summary>
internal static class RpcPipeline
{
    /// <summary>Registers the outputs.</summary>
    /// <returns>The types that the signatures reach.</returns>
    internal static IncrementalValuesProvider<EquatableArray<TypeShape>> Register(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<RpcInterfaceModel> interfaces = context.Find(new DeclarationMemo<RpcInterfaceModel>(static node => node is InterfaceDeclarationSyntax { AttributeLists.Count: > 0 }, Parse))
            .WithTrackingName(TrackingNames.RpcInterfaces);

        // A type that changes its members changes its shape only; what is generated for the interface stays as it is.
        IncrementalValuesProvider<RpcInterfaceModel> signatures = interfaces
            .Select(static (model, _) => model with { Shapes = [] })
            .WithTrackingName(TrackingNames.RpcSignatures);
        context.RegisterSourceOutput(signatures, static (output, model) => output.AddSource(model.HintName, RpcEmitter.Emit(model)));
        return interfaces.Select(static (model, _) => model.Shapes);
    }

    private static RpcInterfaceModel? Parse(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) =>
        RpcSymbols.For(model.Compilation) is { HasRuntime: true } rpc
        && KnownSymbols.For(model.Compilation) is { } known
        && model.GetDeclaredSymbol(node, cancellationToken) is INamedTypeSymbol type
        && (node.Carries(rpc.Service, type) || node.Carries(rpc.Hub, type))
            ? RpcInterfaceParser.Parse(type, rpc, known, problems: null, cancellationToken)
            : null;
}
