using Microsoft.CodeAnalysis;
using RayNet.Generators.Tests.Harness;

namespace RayNet.Generators.Tests;

/// <summary>What users may write at a call compiles, without a warning, and means what it says.</summary>
public sealed class CallSiteTests
{
    private const string Declarations =
        """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using RayNet;
        namespace N;
        public enum Color { Red, Green }
        public sealed record Order(int Id);
        public static class Tasks
        {
            [Remote] public static int Add(int x, int y = 5) => x + y;
            [Remote] public static double Mean(double[] xs, string? label = null) => 1;
            [Remote] public static string Join(IReadOnlyList<string> parts, string separator) => "";
            [Remote] public static int Sum(params int[] xs) => 0;
            [Remote] public static int Weighted(double weight = 1, params List<int> xs) => 0;
            [Remote] public static Order? Find(int? id, Color color = Color.Green, CancellationToken token = default) => null;
            [Remote] public static Task Save(Order order, Guid? id = null) => Task.CompletedTask;
            [Remote] public static async IAsyncEnumerable<Order> Rows(string path, int limit = 0) { await Task.Yield(); yield return new(1); }
            [Remote(SplitReturns = true)] public static (int Quotient, Order? Left) Divide(int x, int y) => (1, null);
            [Remote] public static int Price(int x) => x;
            [Remote] public static int Price(int x, int y = 5) => x;
            [Remote] public static string Price(double x, CancellationToken token = default) => "";
            [Remote] public static string Price(string x) => "";
            [Remote] public static int Follow(ObjectRef<int> reference, int x) => 1;
            [Remote] public static long Wide(long x, decimal y = 0) => x;
        }
        [Actor]
        public sealed class Counter(int start, string? name = null)
        {
            public Counter() : this(0) { }
            public int Increment(int by = 1) => start += by;
            public string? Name() => name;
            public Task Merge(ActorHandle<Counter> other, List<int> values, CancellationToken token) => Task.CompletedTask;
        }

        """;

    [Theory]
    [InlineData("int r = await Tasks.AddRemote(1, 2);")]
    [InlineData("int r = await Tasks.AddRemote(1);")]
    [InlineData("int r = await Tasks.AddRemote(y: 1, x: 2);")]
    [InlineData("int r = await Tasks.AddRemote(number, 2);")]
    [InlineData("int r = await Tasks.AddRemote(number);")]
    [InlineData("int r = await Tasks.AddRemote(1, number);")]
    [InlineData("int r = await Tasks.AddRemote(y: number, x: 2, options: new() { NumCpus = 2 });")]
    [InlineData("int r = await Tasks.AddRemote(Tasks.AddRemote(1, 2), Tasks.AddRemote(3));")]
    [InlineData("int r = await Tasks.AddRemote(1, 2, new TaskOptions { Name = \"x\" });")]
    [InlineData("int r = await Tasks.AddRemote('a', (short)2);")]
    [InlineData("double r = await Tasks.MeanRemote([1, 2, 3]);")]
    [InlineData("double r = await Tasks.MeanRemote([1, 2, 3], null);")]
    [InlineData("double r = await Tasks.MeanRemote(new double[] { 1 }, \"a\");")]
    [InlineData("double r = await Tasks.MeanRemote(array, \"a\");")]
    [InlineData("double r = await Tasks.MeanRemote(array, null);")]
    [InlineData("double r = await Tasks.MeanRemote(array, text);")]
    [InlineData("double r = await Tasks.MeanRemote(array, maybeText);")]
    [InlineData("double r = await Tasks.MeanRemote(null!);")]
    [InlineData("string r = await Tasks.JoinRemote([\"a\"], \",\");")]
    [InlineData("string r = await Tasks.JoinRemote(new List<string>(), \",\");")]
    [InlineData("string r = await Tasks.JoinRemote(list, \",\");")]
    [InlineData("string r = await Tasks.JoinRemote(list, text);")]
    [InlineData("string r = await Tasks.JoinRemote(Arg<IReadOnlyList<string>>.From([\"a\"]), text);")]
    [InlineData("int r = await Tasks.SumRemote();")]
    [InlineData("int r = await Tasks.SumRemote(1);")]
    [InlineData("int r = await Tasks.SumRemote(1, 2, 3);")]
    [InlineData("int r = await Tasks.SumRemote([1, 2], new TaskOptions());")]
    [InlineData("int r = await Tasks.SumRemote(Ray.Put(new[] { 1 }));")]
    [InlineData("int r = await Tasks.SumRemote(Ray.Put(new[] { 1 }), options: null);")]
    [InlineData("int r = await Tasks.WeightedRemote();")]
    [InlineData("int r = await Tasks.WeightedRemote(2, 1, 2, 3);")]
    [InlineData("int r = await Tasks.WeightedRemote(2, [1, 2], options: new());")]
    [InlineData("int r = await Tasks.WeightedRemote(2, Ray.Put(new List<int>()));")]
    [InlineData("Order? r = await Tasks.FindRemote(null);")]
    [InlineData("Order? r = await Tasks.FindRemote(1, Color.Red, token: CancellationToken.None);")]
    [InlineData("Order? r = await Tasks.FindRemote(1, default, null, CancellationToken.None);")]
    [InlineData("await Tasks.SaveRemote(new Order(1));")]
    [InlineData("await Tasks.SaveRemote(new(1));")]
    [InlineData("await Tasks.SaveRemote(order, Guid.Empty);")]
    [InlineData("ObjectRef r = Tasks.SaveRemote(order);")]
    [InlineData("await foreach (Order r in Tasks.RowsRemote(\"a\")) { _ = r; }")]
    [InlineData("await foreach (Order r in Tasks.RowsRemote(text, number)) { _ = r; }")]
    [InlineData("var (q, left) = Tasks.DivideRemote(1, 2); int a = await q; Order? b = await left;")]
    [InlineData("int r = await Tasks.DivideRemote(number, 2).Quotient;")]
    [InlineData("int r = await Tasks.PriceRemote(1);")]
    [InlineData("int r = await Tasks.PriceRemote(1, 2);")]
    [InlineData("int r = await Tasks.PriceRemote(1, options: new());")]
    [InlineData("int r = await Tasks.PriceRemote(number);")]
    [InlineData("string r = await Tasks.PriceRemote(1.5);")]
    [InlineData("string r = await Tasks.PriceRemote(1.5, token: CancellationToken.None);")]
    [InlineData("string r = await Tasks.PriceRemote(\"a\");")]
    [InlineData("string r = await Tasks.PriceRemote(text);")]
    [InlineData("int r = await Tasks.FollowRemote(number, 1);")]
    [InlineData("int r = await Tasks.FollowRemote(number, number);")]
    [InlineData("long r = await Tasks.WideRemote(1, 2);")]
    [InlineData("ActorHandle<Counter> c = Counter.CreateRemote(); int r = await c.Increment();")]
    [InlineData("var c = Counter.CreateRemote(start: 10); int r = await c.Increment(by: number);")]
    [InlineData("var c = Counter.CreateRemote(1, null, new() { Name = \"c\" }); string? r = await c.Name();")]
    [InlineData("var c = Counter.CreateRemote(number, options: new() { Name = \"c\" }); int r = await c.Increment(2, new() { Timeout = TimeSpan.Zero });")]
    [InlineData("var c = Counter.GetRemote(\"c\"); await c.Merge(c, [1, 2], token: CancellationToken.None);")]
    [InlineData("var c = Counter.GetRemote(\"c\", \"ns\"); await c.Merge(c, Ray.Put(new List<int>()));")]
    public void Compiles(string statement)
    {
        GeneratorRun run = Run(statement);
        GeneratorHarness.AssertCompiles(run);
    }

    [Theory]
    [InlineData("_ = Tasks.AddRemote(\"a\");")]
    [InlineData("_ = Tasks.AddRemote(text);")]
    [InlineData("_ = Tasks.AddRemote();")]
    [InlineData("_ = Tasks.MeanRemote(null);")]
    [InlineData("_ = Tasks.PriceRemote(number, text);")]
    [InlineData("_ = Counter.CreateRemote(1).Increment(\"a\");")]
    public void Does_not_compile(string statement) =>
        Assert.Contains(Run(statement).Diagnostics(), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private static GeneratorRun Run(string statement) => GeneratorRun.Start(
        Compilations.Create(
            Declarations,
            $$"""
            using System;
            using System.Collections.Generic;
            using System.Threading;
            using System.Threading.Tasks;
            using RayNet;
            using N;
            namespace Caller;
            internal static class Program
            {
                internal static async Task Main(
                    ObjectRef<int> number, ObjectRef<double[]> array, ObjectRef<string> text, ObjectRef<string?> maybeText,
                    ObjectRef<IReadOnlyList<string>> list, ObjectRef<Order> order)
                {
                    {{statement}}
                    await Task.Yield();
                }
            }
            """),
        trackSteps: false);
}
