using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn.Types;

/// <summary>A property or field that may travel, while the plan is made.</summary>
internal sealed class PlannedMember(ISymbol symbol, ITypeSymbol type, bool isState)
{
    internal ISymbol Symbol { get; } = symbol;

    internal ITypeSymbol Type { get; } = type;

    /// <summary>Whether the member itself holds a value, so that dropping it would lose something.</summary>
    internal bool IsState { get; } = isState;

    internal bool IsIgnored { get; set; }

    internal bool CanSet { get; set; }

    internal bool IsRequired { get; set; }

    internal bool IsInitOnly { get; set; }

    internal int? Key { get; set; }

    internal int Position { get; set; }

    internal MemberSetting Setting { get; set; }

    internal bool IsInitializedToo { get; set; }

    /// <summary>The default of the constructor's parameter; null if the value must be on the wire.</summary>
    internal string? Default { get; set; }

    internal TypeNode? Node { get; set; }
}
