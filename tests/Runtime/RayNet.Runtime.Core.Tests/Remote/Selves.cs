namespace RayNet.Runtime.Tests;

internal static class Selves
{
    [Remote]
    public static ActorHandle<Counter> InTask(RayContext context) => context.Self<Counter>();

    [Remote]
    public static void ExitInTask(RayContext context) => context.ExitActor();
}
