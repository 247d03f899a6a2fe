using RayNet.Analyzers.Tests.Harness;
using RayNet.Analyzers.Tests.Patterns;

namespace RayNet.Analyzers.Tests.CodeFixes;

public sealed class PatternFixTests
{
    [Fact]
    public Task RN2010_takes_results_as_they_come() => ExpectFix.AllAsync(
        "RN2010",
        "WhenEach",
        PatternSource.Async(
            "foreach (ObjectRef<int> r in new[] { reference }) { Console.WriteLine(await r); await Task.Delay(1, token); }",
            "foreach (var r in counters.Select(each => each.Increment())) { await Task.Delay(await r, token); }"),
        PatternSource.Async(
            "await foreach (ObjectRef<int> r in Ray.WhenEach(new[] { reference })) { Console.WriteLine(await r); await Task.Delay(1, token); }",
            "await foreach (var r in Ray.WhenEach(counters.Select(each => each.Increment()))) { await Task.Delay(await r, token); }"));

    [Fact]
    public Task RN2011_returns_values() => ExpectFix.AllAsync(
        "RN2011",
        "Value",
        """
        public static class Jobs
        {
            [Remote] public static ObjectRef<int> A(int x) => Ray.Put(x + 1);
            [Remote] public static Task<ObjectRef<string>> B() { return Task.FromResult(Ray.Put("x")); }
            [Remote] public static async Task<ObjectRef<int[]>> C() { await Task.Yield(); return Ray.Put(new[] { 1 }); }
        }
        """,
        """
        public static class Jobs
        {
            [Remote] public static int A(int x) => x + 1;
            [Remote] public static Task<string> B() { return Task.FromResult("x"); }
            [Remote] public static async Task<int[]> C() { await Task.Yield(); return new[] { 1 }; }
        }
        """);

    [Fact]
    public Task RN2014_awaits_what_is_written() => ExpectFix.AllAsync(
        "RN2014",
        "Await",
        PatternSource.Async("Console.WriteLine($\"{reference}\" + counter.Increment() + reference.ToString()); Console.WriteLine(reference);"),
        PatternSource.Async("Console.WriteLine($\"{await reference}\" + await counter.Increment() + (await reference).ToString()); Console.WriteLine(await reference);"));

    [Fact]
    public Task RN2019_passes_the_token() => ExpectFix.AllAsync(
        "RN2019",
        "Token",
        Service("await Ray.GetAsync(Ray.Put(1)); await Ray.GetAsync(new[] { Ray.Put(1) });"),
        Service("await Ray.GetAsync(Ray.Put(1), cancellationToken: stoppingToken); await Ray.GetAsync(new[] { Ray.Put(1) }, cancellationToken: stoppingToken);"));

    private static string Service(string body) => $$"""
        public sealed class Poller : Microsoft.Extensions.Hosting.IHostedService
        {
            public async Task StartAsync(CancellationToken stoppingToken) { {{body}} }
        }

        namespace Microsoft.Extensions.Hosting { public interface IHostedService { Task StartAsync(CancellationToken stoppingToken); } }
        """;
}
