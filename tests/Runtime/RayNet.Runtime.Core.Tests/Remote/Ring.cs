namespace RayNet.Runtime.Tests;

[Actor(MaxConcurrency = 100)]
internal sealed class Ring
{
    private ActorHandle<Ring>? _next;

    public void Connect(ActorHandle<Ring> next) => _next = next;

    public async Task<int> Pass(int hops, int count) => hops == 0 ? count : await _next!.Pass(hops - 1, count + 1);
}
