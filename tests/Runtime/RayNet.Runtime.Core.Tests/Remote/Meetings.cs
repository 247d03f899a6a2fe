namespace RayNet.Runtime.Tests;

internal static class Meetings
{
    [Remote]
    public static async Task<int> CallMany(ActorHandle<Meeting> meeting, int count)
    {
        await Ray.WhenAll(Enumerable.Range(0, count).Select(_ => meeting.Pass()));
        return count;
    }
}
