namespace RayNet.Runtime.Tests;

[Actor]
internal sealed class Selfish
{
    public ActorHandle<Selfish> Me(RayContext context) => context.Self<Selfish>();

    public string Id(RayContext context) => context.ActorId!.Value.ToString();

    public int Seven() => 7;

    public ActorHandle<Counter> Other() => RayContext.Current!.Self<Counter>();
}
