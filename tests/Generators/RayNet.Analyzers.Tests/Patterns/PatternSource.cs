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

    /// <summary>The body of an async method of a program that may use the remote code.</summary>
    internal static string Async(string body) => Remote + $$"""
        static class Program
        {
            static async Task RunAsync(ActorHandle<Counter> counter, List<ActorHandle<Counter>> counters, int[] inputs, ObjectRef<int> reference, CancellationToken token)
            {
                {{body}}
                await Task.Yield();
            }
        }
        """;
}
