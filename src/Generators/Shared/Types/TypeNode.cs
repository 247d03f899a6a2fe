using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn.Types;

/// <summary>A type in the graph of one compilation. Complete once its factory has returned; then never changed but for caches.</summary>
internal sealed class TypeNode(ITypeSymbol symbol, string fullName)
{
    internal ITypeSymbol Symbol { get; } = symbol;

    internal string FullName { get; } = fullName;

    internal TypeNodeKind Kind { get; set; }

    internal string TraitsName { get; set; } = "";

    /// <summary>What values consist of on the wire, each with its step of a member path.</summary>
    internal List<(string Step, TypeNode Node)> Parts { get; } = [];

    /// <summary>What values refer to without containing it: it needs traits where the reference is awaited, and limits nothing else.</summary>
    internal TypeNode? Referent { get; set; }

    /// <summary>Types that must be immutable for this one to be.</summary>
    internal List<TypeNode> Evidence { get; } = [];

    /// <summary>Whether values can be changed by themselves, whatever they consist of.</summary>
    internal bool IsMutable { get; set; }

    /// <summary>Whether [Immutable] promises it.</summary>
    internal bool IsTrusted { get; set; }

    internal bool IsSharedWhenStored { get; set; }

    /// <summary>From [MaxDepth]; 0 without it.</summary>
    internal int MaxDepth { get; set; }

    /// <summary>Paths are relative to this type.</summary>
    internal List<TypeProblem> Problems { get; } = [];

    internal ObjectPlan? Plan { get; set; }

    internal List<(int Tag, TypeNode Node)> Cases { get; } = [];

    internal bool? Immutable { get; set; }

    internal TypeShape? Shape { get; set; }
}
