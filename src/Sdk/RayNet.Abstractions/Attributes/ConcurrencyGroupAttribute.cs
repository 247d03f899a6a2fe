namespace RayNet;

/// <summary>Declares a concurrency group of an actor: its methods wait only for each other, up to a limit of their own.</summary>
/// <param name="name">The name that <see cref="ActorMethodAttribute.ConcurrencyGroup"/> refers to.</param>
/// <param name="maxConcurrency">How many calls of the group run at once; at least 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ConcurrencyGroupAttribute(string name, int maxConcurrency) : Attribute
{
    /// <summary>The group's name.</summary>
    public string Name { get; } = name;

    /// <summary>How many calls of the group run at once.</summary>
    public int MaxConcurrency { get; } = maxConcurrency;
}
