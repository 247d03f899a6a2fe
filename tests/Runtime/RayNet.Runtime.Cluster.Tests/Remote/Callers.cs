namespace RayNet.Runtime.Cluster.Tests;

/// <summary>Tasks that call actors whose handles they are given.</summary>
internal static class Callers
{
    [Remote]
    public static async Task<int> Pass(ActorHandle<Meeting> meeting, int count)
    {
        ObjectRef[] calls = [.. Enumerable.Range(0, count).Select(_ => meeting.Pass())];
        await Ray.WhenAll(calls);
        return count;
    }

    [Remote]
    public static async Task<int> Add(ActorHandle<Counter> counter, int amount) => await counter.Add(amount);

    /// <summary>Passes the handle on through so many tasks.</summary>
    [Remote]
    public static async Task<int> AddDeep(ActorHandle<Counter> counter, int depth) =>
        depth == 0 ? await counter.Add(1) : await Callers.AddDeepRemote(counter, depth - 1);

    /// <summary>Keeps the handle until the gate opens.</summary>
    [Remote]
    public static async Task<int> Keep(ActorHandle<Counter> counter, string gate)
    {
        await Gate.PassAsync(gate);
        return await counter.Increment();
    }

    [Remote]
    public static async Task<int> Next(ActorHandle<Journal> journal, ObjectRef<int> number) => await journal.Next(number);

    /// <summary>A call whose argument is ready only when the gate opens.</summary>
    [Remote]
    public static async Task<int> RecordLate(ActorHandle<Journal> journal, string gate) => await journal.Record(Slow.TextRemote("late", gate));

    [Remote]
    public static async Task<int> AddTo(ActorHandle<Account> account, int calls)
    {
        int sum = 0;
        for (int i = 0; i < calls; i++)
        {
            sum = await account.Add(1);
        }

        return sum;
    }

    [Remote]
    public static async Task<int> CountTwice(ActorHandle<Phoenix> phoenix, string gate)
    {
        int first = await phoenix.Count();
        await Gate.PassAsync(gate);
        return first + await phoenix.Count();
    }

    /// <summary>An actor that this task owns.</summary>
    [Remote]
    public static async Task<ActorHandle<Counter>> Make(int start)
    {
        ActorHandle<Counter> counter = Counter.CreateRemote(start);
        await counter.Value();
        return counter;
    }

    [Remote]
    public static async Task<int> IncrementByName(string name) => await Ray.GetActor<Counter>(name).Increment();

    [Remote]
    public static async Task<int> MakeDetached(string name)
    {
        ActorHandle<Counter> counter = Counter.CreateRemote(40, new ActorOptions { Name = name, Lifetime = ActorLifetime.Detached });
        await counter.Increment();
        return Environment.ProcessId;
    }
}
