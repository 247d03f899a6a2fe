using RayNet.Analyzers.Tests.Harness;

namespace RayNet.Analyzers.Tests.Patterns;

public sealed class LoopRuleTests
{
    [Fact]
    public Task Results_taken_in_order_by_a_loop_that_works_are_suggested() => Expect.DiagnosticsAsync(PatternSource.Async(
        "foreach (var r in inputs.Select(x => Work.SquareRemote(x)).ToList()) { int v = {|RN2010:await r|}; await File.AppendAllTextAsync(\"x\", v.ToString(), token); }",
        "foreach (ObjectRef<int> r in new[] { reference, reference }) { Console.WriteLine({|RN2010:await r|}); await Task.Delay(1, token); }",
        "int sum = 0; foreach (ObjectRef<int> r in new[] { reference }) { int v = {|RN2010:await r|}; sum += v; await Task.Delay(v, token); } Console.WriteLine(sum);"));

    [Fact]
    public Task Loops_that_collect_print_or_depend_are_silent() => Expect.SilenceAsync(PatternSource.Async(
        "foreach (ObjectRef<int> r in new[] { reference }) { Console.WriteLine(await r); }",
        "var all = new List<int>(); foreach (ObjectRef<int> r in new[] { reference }) { all.Add(await r); await Task.Yield(); }",
        "int last = 0; foreach (ObjectRef<int> r in new[] { reference }) { last = await r; await Task.Delay(last, token); } Console.WriteLine(last);",
        "foreach (ObjectRef<int> r in new[] { reference }) { if (await r > 3) { await Task.Yield(); break; } }",
        "await foreach (ObjectRef<int> r in Ray.WhenEach(new[] { reference })) { int v = await r; await Task.Delay(v, token); }",
        "foreach (int v in await Ray.WhenAll(reference)) { await Task.Delay(v, token); }"));

    [Fact]
    public Task Submission_without_a_limit_is_reported() => Expect.DiagnosticsAsync(PatternSource.Async(
        "while (!token.IsCancellationRequested) { _ = {|RN2015:Work.SaveRemote(Environment.TickCount)|}; }",
        "var all = new List<ObjectRef<int>>(); void Fill() { while (true) { all.Add({|RN2015:counter.Increment()|}); } } Fill();",
        "await foreach (int row in Work.RowsRemote(3)) { _ = {|RN2015:Work.SaveRemote(row)|}; }"));

    [Fact]
    public Task Submission_that_waits_or_ends_is_silent() => Expect.SilenceAsync(
        PatternSource.Async(
            "while (!token.IsCancellationRequested) { _ = Work.SaveRemote(1); await Task.Delay(10, token); }",
            "while (!token.IsCancellationRequested) { _ = Work.SaveRemote(1); Thread.Sleep(10); }",
            "var all = new List<ObjectRef>(); while (true) { all.Add(Work.SaveRemote(1)); if (all.Count > 10) { break; } }",
            "var all = new List<ObjectRef>(); await foreach (int row in Work.RowsRemote(3)) { all.Add(Work.SaveRemote(row)); } await Ray.WhenAll(all);",
            "foreach (int x in inputs) { _ = Work.SaveRemote(x); }",
            "var limited = Limited.CreateRemote(); while (!token.IsCancellationRequested) { _ = limited.Handle(); }",
            "var all = new List<ObjectRef>(); while (!token.IsCancellationRequested) { all.Add(Work.SaveRemote(1)); if (all.Count > 10) { all = [.. (await Ray.WaitAsync(all)).NotReady]; } }")
        + "[Actor(MaxPendingCalls = 10)] public sealed class Limited { public int Handle() => 1; }");
}
