using RayNet.Analyzers.Tests.Harness;

namespace RayNet.Analyzers.Tests.Patterns;

public sealed class BlockingTests
{
    [Fact]
    public Task Blocking_in_async_code_is_reported() => Expect.DiagnosticsAsync(PatternSource.Async(
        "Console.WriteLine({|RN2004:Ray.Get(reference)|});",
        "Console.WriteLine({|RN2004:Ray.Get(inputs.Select(x => Work.SquareRemote(x)))|});",
        "Console.WriteLine({|RN2004:reference.AsTask().Result|});",
        "{|RN2004:reference.AsTask().Wait()|};",
        "Console.WriteLine({|RN2004:reference.GetAwaiter().GetResult()|});",
        "Console.WriteLine({|RN2004:Ray.WhenAll(reference, reference).Result|});",
        "Func<Task> f = async () => { Console.WriteLine({|RN2004:Ray.Get(reference, TimeSpan.FromSeconds(1))|}); await Task.Yield(); }; await f();"));

    [Fact]
    public Task Blocking_in_an_actor_is_reported() => Expect.DiagnosticsAsync(
        PatternSource.Remote + """
        [Actor] public sealed class Reader0 { public int Read() => 1 + {|RN2004:Ray.Get(Work.SquareRemote(1))|}; public int Zero() => 0; }
        [Actor] public sealed class Reader1 { public string Read() => {|RN2004:File.ReadAllTextAsync("x").Result|}; public int Zero() => 0; }
        [Actor] public sealed class Reader2 { public void Read() => {|RN2004:Task.Run(() => 1).Wait()|}; public int Zero() => 0; }
        [Actor] public sealed class Reader3 { private int Read() => {|RN2004:ValueTask.FromResult(1).GetAwaiter().GetResult()|}; public int Zero() => 0; }
        [Actor] public sealed class Reader4 { public async Task<int> ReadAsync() { await Task.Yield(); return {|RN2004:Task.Run(() => 1).ConfigureAwait(false).GetAwaiter().GetResult()|}; } public int Zero() => 0; }
        """);
    [Fact]
    public Task The_message_says_what_to_write() => Expect.DiagnosticsAsync(
        PatternSource.Remote + """
        [Actor] public sealed class Reader { public int Read() => {|RN2004:Ray.Get(Work.SquareRemote(1))|}; }
        static class Program { static async Task RunAsync() { {|RN2004:Ray.Get(Work.SaveRemote(1))|}; await Task.Yield(); } }
        """,
        "'Ray.Get' blocks the actor, which can do nothing else meanwhile; make the method async and await it",
        "'Ray.Get' blocks a thread in an async method; await it");

    [Fact]
    public Task Waits_that_must_block_or_do_not_are_silent() => Expect.SilenceAsync(PatternSource.Async(
        "Console.WriteLine(await reference);",
        "Task<int> t = reference.AsTask(); await t; Console.WriteLine(t.Result);",
        "Task<int> t = reference.AsTask(); await Task.WhenAll(t); Console.WriteLine(t.Result);",
        "Task<int> t = reference.AsTask(); if (t.IsCompleted) { Console.WriteLine(t.Result); }",
        "Task<int> t = Task.Run(() => 1); Console.WriteLine(t.Result);",
        "Func<int> f = () => Ray.Get(reference); Console.WriteLine(f());",
        "lock (inputs) { Console.WriteLine(Ray.Get(reference)); }",
        "using var gate = new ManualResetEventSlim(true); gate.Wait(token);"));

    [Fact]
    public Task Synchronous_code_outside_actors_may_block() => Expect.SilenceAsync(
        PatternSource.Remote + """
        static class Program { static int Run() => Ray.Get(Work.SquareRemote(1)) + Work.SquareRemote(2).AsTask().Result; }
        static class Tree { [Remote] public static int Sum(int depth) => depth == 0 ? 1 : Ray.Get(Tree.SumRemote(depth - 1)) + 1; }
        [Actor] public sealed class Result2 { public int Result { get; set; } public int Read() => new Result2().Result; }
        """);
}
