namespace RayNet.Runtime.Tests;

/// <summary>Tasks that wait for a signal.</summary>
internal static class Signals
{
    [Remote]
    public static int Get(ActorHandle<Signal> signal) => Ray.Get(signal.Wait());

    [Remote]
    public static int GetAndArrive(ActorHandle<Signal> signal, int gate)
    {
        Gate.Of(gate).Arrive();
        return Ray.Get(signal.Wait());
    }

    [Remote]
    public static async Task<int> Await(ActorHandle<Signal> signal) => await signal.Wait();

    /// <summary>Returns a reference to a task that runs on.</summary>
    [Remote]
    public static ObjectRef<int> Start(ActorHandle<Signal> signal) => Signals.AwaitRemote(signal);
}
