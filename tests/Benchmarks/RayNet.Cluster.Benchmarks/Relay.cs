namespace RayNet.Cluster.Benchmarks;

/// <summary>Hands calls on to another actor.</summary>
[Actor]
public sealed class Relay(ActorHandle<Adder> target)
{
    public async Task<int> AddOne(int value) => await target.AddOne(value);
}
