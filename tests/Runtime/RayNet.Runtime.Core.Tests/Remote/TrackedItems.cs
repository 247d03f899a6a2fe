namespace RayNet.Runtime.Tests;

internal static class TrackedItems
{
    [Remote]
    public static async IAsyncEnumerable<Tracked> Make(int count, int gate)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return new Tracked(i, gate);
        }
    }

    [Remote]
    public static Tracked One(int gate) => new(1, gate);

    [Remote]
    public static int NumberOf(Tracked tracked) => tracked.Number;
}
