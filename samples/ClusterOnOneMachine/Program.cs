using RayNet;

// The same program runs inside this process, on worker processes (--workers 4), and on a cluster (RAYNET_ADDRESS).
int? workers = args is ["--workers", { } count] ? int.Parse(count) : null;
await using var ray = await Ray.InitAsync(options => options.Workers = workers);

// One actor that every task reports to, and one large object that every task reads where it lies.
ActorHandle<Tally> tally = Tally.CreateRemote();
ObjectRef<ReadOnlyMemory<double>> table = Ray.Put<ReadOnlyMemory<double>>(Enumerable.Range(0, 1_000_000).Select(i => (double)(i % 1000)).ToArray());

ObjectRef<long>[] hits = [.. Enumerable.Range(0, 24).Select(seed => Pi.CountHitsRemote(seed, 1_000_000, tally))];
ObjectRef<double>[] sums = [.. Enumerable.Range(0, 4).Select(part => Table.SumRemote(table, part * 250_000, 250_000, tally))];

Console.WriteLine($"pi     {4.0 * (await Ray.WhenAll(hits)).Sum() / 24_000_000:F5}");
Console.WriteLine($"sum    {(await Ray.WhenAll(sums)).Sum():F0}");

Place[] places = await tally.Read();
Console.WriteLine($"tasks  {places.Sum(place => place.Tasks)}");
Console.WriteLine($"ran in {places.Length} process(es) on {places.Select(place => place.Node).Distinct().Count()} node(s)");
foreach (Place place in places)
{
    Console.WriteLine($"  node {place.Node}, process {place.Process}{(place.Process == Environment.ProcessId ? " (this one)" : "")}: {place.Tasks} tasks");
}

public sealed record Place(string Node, int Process, int Tasks);

public static class Pi
{
    /// <summary>How many of the points lie in the circle. The seed makes it the same everywhere.</summary>
    [Remote]
    public static async Task<long> CountHits(int seed, int points, ActorHandle<Tally> tally, RayContext context)
    {
        var random = new Random(seed);
        long hits = 0;
        for (int i = 0; i < points; i++)
        {
            double x = random.NextDouble(), y = random.NextDouble();
            hits += x * x + y * y <= 1.0 ? 1 : 0;
        }

        await tally.Add(context.NodeId.ToString(), Environment.ProcessId);
        return hits;
    }
}

public static class Table
{
    [Remote]
    public static async Task<double> Sum(ReadOnlyMemory<double> table, int start, int length, ActorHandle<Tally> tally, RayContext context)
    {
        double sum = 0;
        foreach (double number in table.Span.Slice(start, length))
        {
            sum += number;
        }

        await tally.Add(context.NodeId.ToString(), Environment.ProcessId);
        return sum;
    }
}

/// <summary>Counts the tasks of each process. An actor handles one call at a time, so that it needs no lock.</summary>
[Actor]
public sealed class Tally
{
    private readonly SortedDictionary<(string Node, int Process), int> _tasks = [];

    public void Add(string node, int process) => _tasks[(node, process)] = _tasks.GetValueOrDefault((node, process)) + 1;

    public Place[] Read() => [.. _tasks.Select(item => new Place(item.Key.Node, item.Key.Process, item.Value))];
}
