namespace RayNet.Runtime.Tests;

/// <summary>Tasks that call actors.</summary>
internal static class Callers
{
    [Remote]
    public static async Task<int> Add(ActorHandle<Counter> counter, List<ObjectRef<int>> amount) => await counter.Add(amount[0]);

    [Remote]
    public static async Task<bool> Record(ActorHandle<Journal> journal, int caller, int count)
    {
        var calls = new List<ObjectRef>();
        for (int i = 0; i < count; i++)
        {
            calls.Add(journal.Record($"{caller}:{i}"));
        }

        await Ray.WhenAll(calls);
        return true;
    }

    [Remote]
    public static async Task<int> IncrementMany(ActorHandle<Counter> counter, int count)
    {
        int last = 0;
        for (int i = 0; i < count; i++)
        {
            last = await counter.Increment();
        }

        return last;
    }

    [Remote]
    public static async Task<int> Note(ActorHandle<Journal> journal, string entry)
    {
        await journal.Record(entry);
        return entry.Length;
    }
}
