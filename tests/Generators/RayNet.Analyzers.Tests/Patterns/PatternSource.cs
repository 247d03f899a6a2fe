namespace RayNet.Analyzers.Tests.Patterns;

/// <summary>Remote code that the tests of the patterns call.</summary>
internal static class PatternSource
{
    internal const string Remote = """
        public sealed record Order(int Id, string Name);

        public static class Work
        {
            [Remote] public static int Square(int x) => Slow(x * x);
            [Remote] public static int Add(int x, int y) => Slow(x + y);
            [Remote] public static int Sum(int[] values) => values.Sum();
            [Remote] public static int Score(int[] model, int x) => Slow(model[x % model.Length]);
            [Remote] public static void Save(int x) => Console.WriteLine(Slow(x));
            [Remote] public static int[] Load(string path) => [path.Length];
            [Remote] public static string Describe(Order order) => order.Name.Trim();
            [Remote] public static async IAsyncEnumerable<int> Rows(int count) { for (int i = 0; i < count; i++) { yield return i; await Task.Yield(); } }

            private static int Slow(int x) => x;
        }

        [Actor]
        public sealed class Counter(int start)
        {
            public int Increment() => ++start;
            public int Add(int by) => start += by;
            public void Reset() => start = 0;
        }

        """;

    /// <summary>A program of async methods with these bodies, which may use the remote code. One compilation for many cases is what keeps the tests fast.</summary>
    internal static string Async(params string[] bodies) => Remote + $$"""
        static class Program
        {
        {{string.Join("\n", bodies.Select(Method))}}
        }
        """;

    private static string Method(string body, int index) => $$"""
            static async Task Run{{index}}Async(ActorHandle<Counter> counter, List<ActorHandle<Counter>> counters, int[] inputs, ObjectRef<int> reference, CancellationToken token)
            {
                {{body}}
                await Task.Yield();
            }
        """;
}
