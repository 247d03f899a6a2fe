namespace RayNet.Analyzers.Tests;

internal static class Zoo
{
    /// <summary>Valid code with something for every analyzer.</summary>
    internal const string Source = """
        using Microsoft.Extensions.DependencyInjection;

        namespace Shop;

        public enum Size { Small, Large }
        public sealed record Product(int Id, string Name, Size Size, decimal? Price = null);
        public readonly record struct Line(Product Product, int Count);

        public sealed class Order
        {
            public required int Id { get; init; }
            public List<Line> Lines { get; set; } = [];
            public Dictionary<string, Product[]> Extras { get; set; } = [];
            [MessagePack.IgnoreMember] public Stream? Attachment { get; set; }
        }

        [MaxDepth(32)]
        public sealed class Tree { public int Value { get; set; } public Tree? Left { get; set; } public Tree? Right { get; set; } }

        public interface IPrices { decimal Of(Product product); }
        public sealed class Prices : IPrices { public decimal Of(Product product) => product.Price ?? 1m; }

        [RayStartup]
        public sealed class Startup : IRayStartup
        {
            public void ConfigureServices(IServiceCollection services) => services.AddSingleton<IPrices, Prices>();
        }

        public static class Tasks
        {
            [Remote(NumCpus = 0.5, MaxRetries = -1, RetryOn = [typeof(IOException)], Resources = ["licenses=1"], Id = "total")]
            public static decimal Total(Order order, [FromServices] IPrices prices, int factor = 2) => order.Lines.Sum(line => line.Count * prices.Of(line.Product)) * factor;

            [Remote] public static Task<int> DepthAsync(Tree? tree, CancellationToken cancellationToken = default) => Task.FromResult(tree is null ? 0 : 1);
            [Remote] public static int Sum(params int[] values) => values.Sum();
            [Remote(SplitReturns = true)] public static (int Quotient, int Remainder) Divide(int x, int y) => (x / y, x % y);
            [Remote] public static async IAsyncEnumerable<Line> Lines(Order order) { foreach (Line line in order.Lines) { yield return line; await Task.Yield(); } }
            [Remote] internal static void Log(string text, RayContext context) => Console.WriteLine(text + context.TaskName);
        }

        public sealed class Pricer(IPrices prices)
        {
            [Remote] public decimal Price(Product product) => prices.Of(product);
        }

        public abstract class Store<T>
        {
            private readonly Dictionary<string, T> _items = [];
            public virtual T? Get(string key) => _items.GetValueOrDefault(key);
            public void Set(string key, T value) => _items[key] = value;
        }

        [Actor(NumCpus = 1, MaxRestarts = 3, MaxConcurrency = 2)]
        [ConcurrencyGroup("io", 4)]
        public sealed class ProductStore(int size) : Store<Product>, IDisposable
        {
            [ActorMethod(ConcurrencyGroup = "io", MaxTaskRetries = 2, Id = "load")] public Task<int> LoadAsync(string path) => Task.FromResult(path.Length + size);
            [NotRemote] public void Helper(ref int x) => x++;
            public void Dispose() { }
        }

        public static class Program
        {
            public static async Task RunAsync(IRayClient client)
            {
                ObjectRef<Order> order = Ray.Put(new Order { Id = 1 });
                ObjectRef<int[]> numbers = client.Put(new[] { 1, 2, 3 });
                var options = new TaskOptions { NumCpus = 2, Timeout = TimeSpan.FromSeconds(3), Resources = new Dictionary<string, double> { ["licenses"] = 1 } };
                TaskOptions more = options with { MaxRetries = 1, RetryOn = [typeof(IOException)] };
                var actor = new ActorOptions { Name = "store", Lifetime = ActorLifetime.Detached, GetIfExists = true };
                Console.WriteLine($"{await order} {(await numbers).Length} {more} {actor}");
            }
        }
        """;
}
