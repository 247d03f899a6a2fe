using System.Collections.Immutable;

namespace RayNet.Abstractions.Tests.Remote;

/// <summary>References and handles inside a value.</summary>
public sealed record Parcel(
    string Label,
    ObjectRef<List<int>> Content,
    ObjectRef? Done,
    ActorHandle<Counter>? Owner,
    ActorHandle? Any,
    ImmutableArray<ActorHandle<Counter>> Others)
{
    /// <summary>What a value refers to may be of its own type.</summary>
    public ObjectRef<Parcel>? Next { get; init; }
}
