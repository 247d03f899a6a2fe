using System.Collections.Frozen;
using Zoo;

namespace RayNet.Generators.Types.Tests.Runtime;

/// <summary>The classes of the zoo whose instances may be shared.</summary>
internal static class Immutables
{
    private static readonly FrozenSet<Type> Types = new[] { typeof(Cat), typeof(Ice), typeof(Constant), typeof(ImmutableTree) }.ToFrozenSet();

    /// <remarks>The nodes of immutable collections include static empty ones; what they hold is looked at all the same.</remarks>
    internal static bool Contains(Type type) => Types.Contains(type) || type.Namespace == "System.Collections.Immutable";
}
