using Microsoft.Extensions.DependencyInjection;
using RayNet;

await using var ray = await Ray.InitAsync();
Console.WriteLine(await Arithmetic.AddRemote(1, 2));

ActorHandle<Counter> counter = Counter.CreateRemote(start: 10);
Console.WriteLine(await counter.Increment());

ObjectRef<Order> order = Ray.Put(new Order("Ada", [1m, 2m]));
Console.WriteLine(await Orders.TotalRemote(order));

Console.WriteLine(new ServiceCollection().AddRayNet().Any(service => service.ServiceType == typeof(IRayClient)));

public sealed record Order(string Customer, List<decimal> Amounts);

public static class Arithmetic
{
    [Remote] public static int Add(int x, int y) => x + y;
}

public static class Orders
{
    [Remote] public static decimal Total(Order order) => order.Amounts.Sum();
}

[Actor]
public sealed class Counter(int start)
{
    private int _value = start;

    public int Increment() => ++_value;
}
