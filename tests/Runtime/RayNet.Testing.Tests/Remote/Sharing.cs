namespace RayNet.Testing.Tests;

/// <summary>Tasks of several jobs.</summary>
internal static class Sharing
{
    /// <summary>Goes on until it is cancelled, and holds its CPU: what waits for other calls lends it.</summary>
    [Remote]
    public static async Task<string> Hold(RayContext context)
    {
        await Task.Delay(Timeout.Infinite, context.CancellationToken);
        return context.NodeId.ToString();
    }

    /// <summary>Says that it runs; the first one goes on until its process ends. Returns the number of its attempt.</summary>
    [Remote]
    public static async Task<int> Occupy(ActorHandle<Meeting> meeting, RayContext context)
    {
        if (await meeting.Arrive(context.NodeId.ToString()) == 1)
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }

        return context.Attempt;
    }
}
