namespace RayNet.Roslyn.Types;

/// <summary>How a class or struct is taken apart and built; <see cref="ObjectShape"/> with nodes in place of texts.</summary>
internal sealed class ObjectPlan
{
    internal List<PlannedMember> Members { get; } = [];

    /// <summary>Indexes into <see cref="Members"/>.</summary>
    internal List<int> ConstructorArguments { get; } = [];

    internal int WireLength { get; set; }

    internal int RequiredLength { get; set; }
}
