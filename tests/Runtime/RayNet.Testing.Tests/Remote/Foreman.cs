namespace RayNet.Testing.Tests;

/// <summary>Work whose owner is a worker.</summary>
internal static class Foreman
{
    /// <summary>Submits tasks that have no place while somebody holds the node's resource, says so, and waits for their end.</summary>
    [Remote]
    public static async Task<int> Delegate(ActorHandle<Meeting> meeting, string name, int count)
    {
        ObjectRef<int>[] calls = Queue(name, count);
        await meeting.Arrive(name);
        return (await Ray.WhenAll(calls)).Length;
    }

    /// <summary>The same in the caller.</summary>
    internal static ObjectRef<int>[] Queue(string name, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Work.EchoRemote(i, new TaskOptions { Name = $"{name} {i}", Resources = new Dictionary<string, double> { ["head"] = 100 } }))];
}
