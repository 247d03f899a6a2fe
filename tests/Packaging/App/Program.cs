using Microsoft.Extensions.DependencyInjection;
using RayNet;

// With an argument: that many worker processes.
int? workers = args is [{ } count] ? int.Parse(count) : null;
await using var ray = await Ray.InitAsync(options => options.Workers = workers);
Console.WriteLine(await Arithmetic.AddRemote(1, 2));

ActorHandle<Counter> counter = Counter.CreateRemote(start: 10);
Console.WriteLine(await counter.Increment());

ObjectRef<Order> order = Ray.Put(new Order("Ada", [1m, 2m]));
Console.WriteLine(await Orders.TotalRemote(order));

Console.WriteLine(new ServiceCollection().AddRayNet().Any(service => service.ServiceType == typeof(IRayClient)));

Console.WriteLine(await Where.InThisProcessRemote(Environment.ProcessId));

public sealed record Order(string Customer, List<decimal> Amounts);

public static class Arithmetic
{
    [Remote] public static int Add(int x, int y) => x + y;
}

public static class Orders
{
    [Remote] public static decimal Total(Order order) => order.Amounts.Sum();
}

public static class Where
{
    [Remote] public static bool InThisProcess(int process) => Environment.ProcessId == process;
}

[Actor]
public sealed class Counter(int start)
{
    private int _value = start;

    public int Increment() => ++_value;
}
