using RayNet.Analyzers.Tests.Harness;

namespace RayNet.Analyzers.Tests.Patterns;

public sealed class SuggestionTests
{
    [Fact]
    public Task Long_methods_without_a_token_are_suggested() => Expect.DiagnosticsAsync(
        """
        public static class Jobs
        {
            [Remote] public static async Task {|RN2020:Poll|}(string file) { while (!File.Exists(file)) { await Task.Delay(100); } }
            [Remote] public static void {|RN2020:Spin|}() { for (;;) { Thread.Sleep(10); } }
        }

        [Actor] public sealed class Watcher { private int _seen; public void {|RN2020:Run|}() { while (true) { _seen++; } } public int Seen() => _seen; }
        """);

    [Fact]
    public Task Short_and_cancellable_methods_are_silent() => Expect.SilenceAsync(
        """
        public static class Jobs
        {
            [Remote] public static async Task A(string file, CancellationToken token) { while (!File.Exists(file)) { await Task.Delay(100, token); } }
            [Remote] public static async Task B(string file, RayContext context) { while (!File.Exists(file)) { await Task.Delay(100, context.CancellationToken); } }
            [Remote] public static async Task C() { CancellationToken token = RayContext.Current!.CancellationToken; for (int i = 0; i < 9; i++) { await Task.Delay(100, token); } }
            [Remote] public static async Task D() => await Task.Delay(100);
            [Remote] public static int E(int[] values) { int sum = 0; foreach (int x in values) { sum += x; } while (true) { if (sum++ > 10) { return sum; } } }
            public static async Task Local(string file) { while (!File.Exists(file)) { await Task.Delay(100); } }
        }
        """);

    [Fact]
    public Task Lists_that_are_collected_while_waiting_are_suggested() => Expect.DiagnosticsAsync(
        """
        public static class Jobs
        {
            [Remote] public static async Task<List<string>> {|RN2021:A|}(string[] files) { var all = new List<string>(); foreach (string f in files) { all.Add(await File.ReadAllTextAsync(f)); } return all; }
            [Remote] public static async Task<string[]> {|RN2021:B|}(string file) { List<string> all = []; await foreach (string line in File.ReadLinesAsync(file)) { all.Add(line); } return all.ToArray(); }
        }
        """,
        "'A' keeps all its results until the last is there; return IAsyncEnumerable<string> and yield each, so that the caller can begin with the first",
        "'B' keeps all its results until the last is there; return IAsyncEnumerable<string> and yield each, so that the caller can begin with the first");

    [Fact]
    public Task Lists_with_another_use_are_silent() => Expect.SilenceAsync(
        """
        public static class Jobs
        {
            [Remote] public static async Task<List<string>> A(string[] files) { var all = new List<string>(); foreach (string f in files) { all.Add(await File.ReadAllTextAsync(f)); } all.Sort(); return all; }
            [Remote] public static List<int> B(int n) { var all = new List<int>(); for (int i = 0; i < n; i++) { all.Add(i); } return all; }
            [Remote] public static async Task<int> C(string[] files) { var all = new List<string>(); foreach (string f in files) { all.Add(await File.ReadAllTextAsync(f)); } return all.Count; }
            [Remote] public static async IAsyncEnumerable<string> D(string[] files) { foreach (string f in files) { yield return await File.ReadAllTextAsync(f); } }
            public static async Task<List<string>> Local(string[] files) { var all = new List<string>(); foreach (string f in files) { all.Add(await File.ReadAllTextAsync(f)); } return all; }
        }
        """);

    [Fact]
    public Task Calls_that_compute_nothing_are_suggested() => Expect.DiagnosticsAsync(
        """
        public static class Math2 { [Remote] public static int Square(int x) => x * x; [Remote] public static double Mix(double x, double y) { return x > y ? x - y : 0.5 * (x + y); } }
        static class Program
        {
            static Task<int[]> A(int[] xs) => Ray.WhenAll(xs.Select(x => {|RN2022:Math2.SquareRemote(x)|}));
            static List<ObjectRef<double>> B(double[] xs) { var all = new List<ObjectRef<double>>(); foreach (double x in xs) { all.Add({|RN2022:Math2.MixRemote(x, 1)|}); } return all; }
        }
        """);

    [Fact]
    public Task Single_calls_and_real_work_are_silent() => Expect.SilenceAsync(
        PatternSource.Remote + """
        public static class Math2
        {
            [Remote] public static int Square(int x) => x * x;
            [Remote] public static double Root(double x) => Math.Sqrt(x);
            [Remote] public static long Sum(int n) { long sum = 0; for (int i = 0; i < n; i++) { sum += i; } return sum; }
            [Remote] public static int Wait(int x) { Thread.Sleep(1000); return x; }
        }
        static class Program
        {
            static ObjectRef<int> A() => Math2.SquareRemote(2);
            static Task<double[]> B(double[] xs) => Ray.WhenAll(xs.Select(x => Math2.RootRemote(x)));
            static Task<long[]> C(int[] xs) => Ray.WhenAll(xs.Select(x => Math2.SumRemote(x)));
            static Task<int[]> D(int[] xs) => Ray.WhenAll(xs.Select(x => Math2.WaitRemote(x)));
            static Task<int[]> E(ActorHandle<Counter> counter, int[] xs) => Ray.WhenAll(xs.Select(x => counter.Add(x)));
        }
        """);

    [Fact]
    public Task Effects_that_are_repeated_are_reported() => Expect.DiagnosticsAsync(
        """
        public static class Jobs
        {
            [Remote(RetryOn = [typeof(IOException)])] public static void A(string s) => {|RN2023:File.AppendAllText("x", s)|};
            [Remote(MaxRetries = 5)] public static async Task B(string s) { await Task.Yield(); using var f = new FileStream("x", {|RN2023:FileMode.Append|}); f.WriteByte(1); }
        }
        [Actor] public sealed class Log { [ActorMethod(MaxTaskRetries = 2)] public void Write(string s) => {|RN2023:File.AppendAllText("x", s)|}; }
        """,
        "'A' is repeated after failures, and 'File.AppendAllText' has then happened before; make the effect one that can be repeated, or leave out RetryOn",
        "'B' is repeated after failures, and 'FileMode.Append' has then happened before; make the effect one that can be repeated, or leave out MaxRetries",
        "'Write' is repeated after failures, and 'File.AppendAllText' has then happened before; make the effect one that can be repeated, or leave out MaxTaskRetries");

    [Fact]
    public Task Effects_without_repetition_or_without_harm_are_silent() => Expect.SilenceAsync(
        """
        public static class Jobs
        {
            [Remote] public static void A(string s) => File.AppendAllText("x", s);
            [Remote(MaxRetries = 0)] public static void B(string s) => File.AppendAllText("x", s);
            [Remote(RetryOn = [typeof(IOException)])] public static void C(string s) => File.WriteAllText("x", s);
            public static void Local(string s) => File.AppendAllText("x", s);
        }
        [Actor] public sealed class Log { [ActorMethod(MaxTaskRetries = 0)] public void Write(string s) => File.AppendAllText("x", s); }
        """);

    [Fact]
    public Task Restarts_that_lose_state_are_suggested() => Expect.DiagnosticsAsync(
        """
        [Actor(MaxRestarts = 3)] public sealed class {|RN2024:Tally|} { private int _count; private readonly List<int> _log = []; public int Add() { _log.Add(1); return ++_count; } }
        """,
        "'Tally' is built again after it was lost, but '_log' starts from nothing then; implement IActorState<TState>, or load the state in the constructor");

    [Fact]
    public async Task Actors_without_restarts_state_or_with_loading_are_silent()
    {
        await Expect.SilenceAsync(
            """
            [Actor] public sealed class A { private int _count; public int Add() => ++_count; }
            [Actor(MaxRestarts = 3)] public sealed class B(int factor) { public int Scale(int x) => x * factor; }
            [Actor(MaxRestarts = 3)] public sealed class D : IActorState<int> { private int _count; public int Add() => ++_count; public int SaveState() => _count; public void RestoreState(int state) => _count = state; }
            [Actor(MaxRestarts = -1)] public sealed class C { private int _count; public int Add(RayContext context) { if (context.WasRestarted) { _count = 100; } return ++_count; } }
            """);
        Assert.True(PatternDescriptors.RestartLosesState.IsEnabledByDefault);
    }

    [Fact]
    public Task References_and_handles_in_saved_state_are_reported() => Expect.DiagnosticsAsync(
        """
        public sealed record Page(int Number, ObjectRef<string>? Text);
        [Actor] public sealed class Other { public int Count() => 1; }
        [Actor] public sealed class {|RN2026:Book|} : IActorState<List<Page>> { public List<Page> SaveState() => []; public void RestoreState(List<Page> state) { } }
        [Actor] public sealed class {|RN2026:Shelf|} : IActorState<ActorHandle<Other>?> { ActorHandle<Other>? IActorState<ActorHandle<Other>?>.SaveState() => null; void IActorState<ActorHandle<Other>?>.RestoreState(ActorHandle<Other>? state) { } }
        """,
        "'state[].Text' of the state of 'Book' is a reference, which a snapshot cannot keep; save the value, or what it can be made from",
        "'state' of the state of 'Shelf' is a handle, which a snapshot cannot keep; save the name of a named actor, and look it up with Ray.GetActor");

    [Fact]
    public Task State_of_values_is_silent() => Expect.SilenceAsync(
        """
        public sealed record Page(int Number, string Text);
        [Actor] public sealed class Book : IActorState<List<Page>> { public List<Page> SaveState() => []; public void RestoreState(List<Page> state) { } }
        """);
}
