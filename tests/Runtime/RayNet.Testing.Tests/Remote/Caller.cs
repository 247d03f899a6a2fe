namespace RayNet.Testing.Tests;

/// <summary>An actor that calls another one.</summary>
[Actor]
internal sealed class Caller(ActorHandle<Counter> counter)
{
    public async Task<int> Call() => await counter.Increment();
}
