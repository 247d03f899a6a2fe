namespace RayNet.Roslyn.Types;

/// <summary>Turns nodes, which hold symbols, into shapes, which are texts.</summary>
internal static class ShapeBuilder
{
    /// <summary>Null for types that need no manifest.</summary>
    internal static TypeShape? Build(TypeNode node) => node.Kind switch
    {
        TypeNodeKind.Library => node.Shape ??= New(node, TypeShapeKind.Library),
        TypeNodeKind.Object => node.Shape ??= New(node, TypeShapeKind.Object) with { Object = BuildObject(node, node.Plan!) },
        TypeNodeKind.Union => node.Shape ??= New(node, TypeShapeKind.Union) with { Union = BuildUnion(node) },
        _ => null,
    };

    /// <summary>Null for immutable types.</summary>
    internal static string? CopyMethod(TypeNode node) => ImmutabilityProof.IsImmutable(node)
        ? null
        : node.Kind is TypeNodeKind.Object or TypeNodeKind.Union
            ? node.TraitsName + ".CopyValue"
            : $"global::RayNet.CompilerServices.Copier<{node.FullName}>.Copy";

    private static TypeShape New(TypeNode node, TypeShapeKind kind) =>
        new(node.FullName, node.TraitsName, kind, ImmutabilityProof.IsImmutable(node));

    private static ObjectShape BuildObject(TypeNode node, ObjectPlan plan) => new(
        node.Symbol.IsValueType,
        node.Symbol.IsSealed,
        node.MaxDepth,
        plan.Members.Select(BuildMember).ToEquatableArray(),
        plan.ConstructorArguments.ToEquatableArray(),
        plan.WireLength,
        plan.RequiredLength);

    private static TypeMember BuildMember(PlannedMember member) => new(
        Identifiers.Escape(member.Symbol.Name),
        member.Position,
        member.Node!.FullName,
        BuiltInTypes.Primitive(member.Node.Symbol.SpecialType),
        CopyMethod(member.Node),
        member.Setting,
        member.Default ?? "default!")
    {
        IsInitializedToo = member.IsInitializedToo,
    };

    private static UnionShape BuildUnion(TypeNode node) => new(
        node.MaxDepth,
        node.Cases.Select(static item => new UnionCase(item.Tag, item.Node.FullName, CopyMethod(item.Node))).ToEquatableArray());
}
