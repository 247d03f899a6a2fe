namespace RayNet.Runtime.Tests;

[Actor]
internal sealed class Exiting
{
    public int Exit(int gate, RayContext context)
    {
        Gate.Of(gate).Arrive();
        context.ExitActor();
        return 1;
    }

    public int Ping() => 1;
}
