using RayNet.Analyzers.Tests.Harness;
using RayNet.Analyzers.Tests.Patterns;

namespace RayNet.Analyzers.Tests.References;

public sealed class ReferenceUseTests
{
    [Fact]
    public Task Returned_puts_are_reported() => Expect.DiagnosticsAsync(
        """
        public static class Jobs
        {
            [Remote] public static ObjectRef<int> A(int x) => {|RN2011:Ray.Put(x)|};
            [Remote] public static ObjectRef<int> B(int x) { ObjectRef<int> r = {|RN2011:Ray.Put(x)|}; return r; }
            [Remote] public static Task<ObjectRef<int>> C(int x) => Task.FromResult({|RN2011:Ray.Put(x)|});
        }
        [Actor] public sealed class Store { public async Task<ObjectRef<int>> Get() { await Task.Yield(); return {|RN2011:Ray.Put(1)|}; } }
        """,
        "'A' puts its result and returns the reference, so the caller has to fetch twice; return the value, which is stored anyway",
        "'B' puts its result and returns the reference, so the caller has to fetch twice; return the value, which is stored anyway",
        "'C' puts its result and returns the reference, so the caller has to fetch twice; return the value, which is stored anyway",
        "'Get' puts its result and returns the reference, so the caller has to fetch twice; return the value, which is stored anyway");

    [Fact]
    public Task Other_references_may_be_returned() => Expect.SilenceAsync(
        PatternSource.Remote + """
        public static class Jobs
        {
            [Remote] public static ObjectRef<int> A(int x) => Work.SquareRemote(x);
            [Remote] public static ObjectRef<int> B(int x) { ObjectRef<int> r = Ray.Put(x); _ = Work.SaveRemote(r); return r; }
            [Remote] public static (ObjectRef<int>, int) C(int x) => (Ray.Put(x), x);
            public static ObjectRef<int> Local(int x) => Ray.Put(x);
        }
        [Actor]
        public sealed class Store
        {
            private readonly Dictionary<int, ObjectRef<int>> _known = [];
            public ObjectRef<int> Get(int x) { if (!_known.TryGetValue(x, out ObjectRef<int>? r)) { _known[x] = r = Ray.Put(x); } return r; }
        }
        """);

    [Fact]
    public Task Dropped_handles_are_reported() => Expect.DiagnosticsAsync(
        PatternSource.Async("{|RN2012:Counter.CreateRemote(1)|};", "_ = {|RN2012:Counter.CreateRemote(reference)|};", "Action a = () => {|RN2012:Counter.CreateRemote(2)|}; a();"));

    [Fact]
    public Task Kept_named_and_detached_actors_are_silent() => Expect.SilenceAsync(
        PatternSource.Async(
            "ActorHandle<Counter> kept = Counter.CreateRemote(1); await kept.Reset();",
            "Counter.CreateRemote(1, new ActorOptions { Name = \"n\", Lifetime = ActorLifetime.Detached });",
            "await Counter.CreateRemote(1).Reset();",
            "Forever.CreateRemote(new ActorOptions { Name = \"f\" });",
            "counters.Add(Counter.CreateRemote(1));")
        + "[Actor(Lifetime = ActorLifetime.Detached)] public sealed class Forever { public int One() => 1; }");

    [Fact]
    public Task Static_references_beside_remote_code_are_reported() => Expect.DiagnosticsAsync(
        PatternSource.Remote + """
        public static class Jobs
        {
            private static ObjectRef<int>? {|RN2013:s_last|};
            private static readonly Dictionary<string, List<ActorHandle<Counter>>> {|RN2013:Counters|} = [];
            public static ObjectRefStream<int>? {|RN2013:Rows|} { get; set; }
            [Remote] public static int Do(int x) => x;
            public static object? All() => (s_last, Counters);
        }
        [Actor] public sealed class Store { private static ActorHandle<Counter>? {|RN2013:s_counter|}; public bool Has() => s_counter?.Equals(null) ?? false; }
        """);

    [Fact]
    public Task Members_of_objects_and_of_the_program_are_silent() => Expect.SilenceAsync(
        PatternSource.Remote + """
        [Actor]
        public sealed class Store
        {
            private readonly List<ObjectRef<int>> _kept = [];
            private ActorHandle<Counter>? _counter;
            private static readonly Dictionary<string, int> Sizes = [];
            public static ActorHandle<Counter>? Find => null;
            public void Keep(ActorHandle<Counter> counter) { _counter = counter; _kept.Add(counter.Increment()); }
            public int Size() => Sizes.Count + (_counter is null ? 0 : 1);
        }
        static class Program { private static ActorHandle<Counter>? s_counter; static void Run() { s_counter = Counter.CreateRemote(1); Console.WriteLine(s_counter); } }
        """);

    [Fact]
    public Task Written_references_are_reported() => Expect.DiagnosticsAsync(
        PatternSource.Async(
            "Console.WriteLine($\"{{|RN2014:reference|}} {{|RN2014:counter.Increment()|}}\");",
            "Console.WriteLine({|RN2014:reference|}); Console.Write(\"{0} {1} {2} {3} {4}\", 1, 2, 3, 4, {|RN2014:reference|});",
            "string s = \"sum \" + {|RN2014:Work.AddRemote(1, 2)|}; s += {|RN2014:reference|}.ToString(); Console.WriteLine(s);",
            "Console.WriteLine(System.Text.Json.JsonSerializer.Serialize({|RN2014:reference|}) + System.Text.Json.JsonSerializer.Serialize({|RN2014:counter|}));",
            "Console.WriteLine({|RN2014:Work.RowsRemote(2)|});"));

    [Fact]
    public Task Values_and_handles_may_be_written() => Expect.SilenceAsync(
        PatternSource.Async(
            "Console.WriteLine($\"{await reference} {counter}\");",
            "Console.WriteLine(reference.IsReady); Console.WriteLine(counter.ToString());",
            "Console.WriteLine(reference is null ? \"none\" : \"some\");",
            "string s = \"sum \" + await reference; Console.WriteLine(s + inputs);",
            "Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(await reference));"));

    [Fact]
    public Task Streams_that_are_read_twice_are_reported() => Expect.DiagnosticsAsync(
        PatternSource.Async(
            "var rows = Work.RowsRemote(3); await foreach (int r in rows) { Console.WriteLine(r); } await foreach (int r in {|RN2016:rows|}) { Console.WriteLine(r); }",
            "var rows = Work.RowsRemote(3); foreach (int x in inputs) { await foreach (int r in {|RN2016:rows|}) { Console.WriteLine(r + x); } }",
            "var rows = Work.RowsRemote(3); await foreach (int r in rows.WithCancellation(token)) { Console.WriteLine(r); } if (inputs.Length > 0) { await foreach (int r in {|RN2016:rows.ConfigureAwait(false)|}) { Console.WriteLine(r); } }"));

    [Fact]
    public Task Streams_that_may_be_read_once_are_silent() => Expect.SilenceAsync(
        PatternSource.Async(
            "await foreach (int r in Work.RowsRemote(3)) { Console.WriteLine(r); } await foreach (int r in Work.RowsRemote(3)) { Console.WriteLine(r); }",
            "var rows = Work.RowsRemote(3); if (inputs.Length > 0) { await foreach (int r in rows) { Console.WriteLine(r); } } else { await foreach (int r in rows) { Console.WriteLine(-r); } }",
            "var rows = Work.RowsRemote(3); await foreach (int r in rows) { Console.WriteLine(r); } rows = Work.RowsRemote(4); await foreach (int r in rows) { Console.WriteLine(r); }",
            "foreach (int x in inputs) { var rows = Work.RowsRemote(x); await foreach (int r in rows) { Console.WriteLine(r); } }",
            "var rows = Work.RowsRemote(3); foreach (int x in inputs) { if (x > 0) { await foreach (int r in rows) { Console.WriteLine(r); } break; } }",
            "async IAsyncEnumerable<int> Local() { yield return 1; await Task.Yield(); } var rows = Local(); await foreach (int r in rows) { Console.WriteLine(r); } await foreach (int r in rows) { Console.WriteLine(r); }"));
}
