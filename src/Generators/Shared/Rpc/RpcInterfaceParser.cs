using Microsoft.CodeAnalysis;
using RayNet.Roslyn.Parsing;

namespace RayNet.Roslyn.Rpc;

/// <summary>Reads an interface with [RpcService] or [RpcHub].</summary>
internal static class RpcInterfaceParser
{
    /// <summary>The model, or <see langword="null"/> when something is wrong.</summary>
    internal static RpcInterfaceModel? Parse(INamedTypeSymbol type, RpcSymbols rpc, KnownSymbols known, List<Problem>? problems, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var context = new ParseContext(known, problems, cancellationToken);
        AttributeData? hub = type.FindAttribute(rpc.Hub);
        AttributeData? service = type.FindAttribute(rpc.Service);
        if (!type.HasUsableNames() || (hub ?? service) is null)
        {
            return null;
        }

        if (Obstacle(type, hub is not null && service is not null) is { } reason)
        {
            Report(context, type, reason);
            return null;
        }

        var methods = new RpcMethodParser(context, rpc);
        string name = (hub is null ? service!.ConstructorArguments.FirstOrDefault().Value as string : hub.Get<string?>("Name", null)) ?? type.Name;
        var model = new RpcInterfaceModel(
            TypeNames.Namespace(type.ContainingNamespace),
            TypeNames.Metadata(type),
            TypeNames.Plain(type),
            BaseName(type.Name),
            name,
            methods.Parse(type, hub is null ? RpcRole.Service : RpcRole.Hub),
            hub is null ? null : ParseReceiver(hub, type, methods, context));
        return context.HasFailed ? null : model with { Shapes = context.Shapes };
    }

    internal static void Report(ParseContext context, ISymbol member, string reason) =>
        context.Report(DiagnosticIds.InvalidRpcMember, member.FirstLocation(), member.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat), reason);

    private static RpcReceiverModel? ParseReceiver(AttributeData hub, INamedTypeSymbol type, RpcMethodParser methods, ParseContext context)
    {
        if (hub.ConstructorArguments.FirstOrDefault().Value is not INamedTypeSymbol { TypeKind: TypeKind.Interface } receiver)
        {
            Report(context, type, "its receiver is not an interface; write [RpcHub(typeof(IReceiver))]");
            return null;
        }

        if (Obstacle(receiver, isBoth: false) is { } reason)
        {
            Report(context, type, $"of its receiver '{receiver.Name}': {reason}");
            return null;
        }

        return new RpcReceiverModel(TypeNames.Plain(receiver), methods.Parse(receiver, RpcRole.Receiver));
    }

    private static string? Obstacle(INamedTypeSymbol type, bool isBoth) => type switch
    {
        _ when isBoth => "it is a service or a hub, not both",
        { TypeKind: not TypeKind.Interface } => "only interfaces are called over the wire",
        { IsGenericType: true } => "it is generic; write an interface for each type that you need",
        { ContainingType: not null } => "it is nested; declare it in a namespace",
        { IsFileLocal: true } => "it is file-local; make it internal",
        _ => null,
    };

    private static string BaseName(string name) => name.Length > 1 && name[0] == 'I' && char.IsUpper(name[1]) ? name.Substring(1) : name;
}
