using RayNet.Analyzers.Tests.Harness;

namespace RayNet.Analyzers.Tests.Patterns;

public sealed class PassOnTests
{
    [Fact]
    public Task A_value_that_only_goes_on_is_reported() => Expect.DiagnosticsAsync(PatternSource.Async(
        "int a = {|RN2003:await Work.SquareRemote(2)|}; Console.WriteLine(await Work.AddRemote(a, 1));",
        "Console.WriteLine(await Work.AddRemote({|RN2003:await Work.SquareRemote(2)|}, 1));",
        "int a = {|RN2003:await Work.SquareRemote(2)|}; int b = {|RN2003:await Work.SquareRemote(3)|}; Console.WriteLine(await Work.AddRemote(a, b));",
        "int[] data = {|RN2003:await Work.LoadRemote(\"x\")|}; var all = new[] { Work.ScoreRemote(data, 1), Work.ScoreRemote(data, 2) }; Console.WriteLine(await Ray.WhenAll(all));",
        "int a = {|RN2003:await reference|}; Console.WriteLine(await counter.Add(a));",
        "var c = Counter.CreateRemote({|RN2003:await reference|}); await c.Reset();",
        "int a = {|RN2003:await Ray.GetAsync(Work.SquareRemote(1))|}; Console.WriteLine(await Work.AddRemote(y: a, x: 1));"));

    [Fact]
    public Task The_message_names_the_call() => Expect.DiagnosticsAsync(
        PatternSource.Remote + "static class Program { static ObjectRef<int> Run() { int a = {|RN2003:Ray.Get(Work.SquareRemote(2))|}; return Work.AddRemote(a, a); } }",
        "The value of 'Work.SquareRemote' is fetched only to be passed on to another remote call; pass the reference, so that the value stays where it is and nobody waits here");

    [Fact]
    public Task Values_that_are_needed_here_are_silent() => Expect.SilenceAsync(PatternSource.Async(
        "ObjectRef<int> a = Work.SquareRemote(2); Console.WriteLine(await Work.AddRemote(a, 1));",
        "int a = await Work.SquareRemote(2); Console.WriteLine(a); Console.WriteLine(await Work.AddRemote(a, 1));",
        "int a = await Work.SquareRemote(2); if (a > 3) { await Work.SaveRemote(a); }",
        "int a = await Work.SquareRemote(2); a++; await Work.SaveRemote(a);",
        "int a = await Work.SquareRemote(2); await counter.Reset(); await Work.SaveRemote(a);",
        "int a = await Work.SquareRemote(2); await Work.SaveRemote(7); await Work.SaveRemote(a);",
        "int a = await Work.SquareRemote(2); await Task.Delay(1, token); await Work.SaveRemote(a);",
        "try { int a = await Work.SquareRemote(2); _ = Work.SaveRemote(a); } catch (RayException) { }",
        "int a = await Work.SquareRemote(2); Console.WriteLine(await Work.SumRemote([a, 1]));",
        "int a = await Work.SquareRemote(2); Func<ObjectRef> later = () => Work.SaveRemote(a); await later();",
        "int a = await Task.FromResult(2); await Work.SaveRemote(a);",
        "string s = await Work.DescribeRemote(new Order(1, \"x\")); Console.WriteLine(await Work.DescribeRemote(new Order(2, s)));"));

    [Fact]
    public Task A_conversion_needs_the_value() => Expect.SilenceAsync(
        PatternSource.Remote + """
        static class Wide { [Remote] public static long Twice(long x) => Math.Abs(2 * x); }
        static class Program { static async Task<long> RunAsync() { int a = await Work.SquareRemote(2); return await Wide.TwiceRemote(a); } }
        """);
}
