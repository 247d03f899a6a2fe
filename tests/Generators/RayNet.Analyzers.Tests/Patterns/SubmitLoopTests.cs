using RayNet.Analyzers.Tests.Harness;

namespace RayNet.Analyzers.Tests.Patterns;

public sealed class SubmitLoopTests
{
    [Fact]
    public Task A_loop_that_waits_for_what_it_submits_is_reported() => Expect.DiagnosticsAsync(PatternSource.Async(
        "foreach (int x in inputs) { Console.WriteLine({|RN2002:await Work.SquareRemote(x)|}); }",
        "int sum = 0; foreach (int x in inputs) { sum += {|RN2002:await Work.SquareRemote(x)|}; }",
        "var all = new List<int>(); for (int i = 0; i < 10; i++) { all.Add({|RN2002:await Work.SquareRemote(i)|}); }",
        "foreach (int x in inputs) { {|RN2002:await Work.SaveRemote(x)|}; }",
        "foreach (int x in inputs) { int r = {|RN2002:await Work.SquareRemote(x)|}; if (r > 3) { Console.WriteLine(r); } }",
        "foreach (int x in inputs) { ObjectRef<int> r = Work.SquareRemote(x); Console.WriteLine({|RN2002:await r|}); }",
        "var q = new Queue<int>(inputs); while (q.Count > 0) { int x = q.Dequeue(); Console.WriteLine({|RN2002:await Work.SquareRemote(x)|}); }",
        "foreach (ActorHandle<Counter> each in counters) { {|RN2002:await each.Reset()|}; }",
        "for (int i = 0; i < counters.Count; i++) { Console.WriteLine({|RN2002:await counters[i].Increment()|}); }",
        "var r = new int[3]; for (int i = 0; i < 3; i++) { r[i] = {|RN2002:await Work.SquareRemote(i).ConfigureAwait(false)|}; }",
        "foreach (int x in inputs) { int y = x + 1; Console.WriteLine({|RN2002:await Ray.GetAsync(Work.SquareRemote(y))|}); }",
        "foreach (int x in inputs) { try { {|RN2002:await Work.SaveRemote(x)|}; } catch (RayException e) { Console.WriteLine(e); } }",
        "foreach (int x in inputs) { if (x > 0) { {|RN2002:await Work.SaveRemote(x)|}; } await Task.Yield(); }"));

    [Fact]
    public Task Blocking_loops_count_too_and_are_named() => Expect.DiagnosticsAsync(
        PatternSource.Remote + """
        static class Program
        {
            static int Run(int[] inputs)
            {
                int sum = 0;
                foreach (int x in inputs)
                {
                    sum += {|RN2002:Ray.Get(Work.SquareRemote(x))|};
                }

                return sum;
            }
        }
        """,
        "'Work.SquareRemote' is awaited in the loop that submits it, so the calls run one after the other; collect the references and await Ray.WhenAll after the loop");

    [Fact]
    public Task What_may_need_the_order_and_what_collects_is_silent() => Expect.SilenceAsync(PatternSource.Async(
        "var refs = new List<ObjectRef<int>>(); foreach (int x in inputs) { refs.Add(Work.SquareRemote(x)); } Console.WriteLine(await Ray.WhenAll(refs));",
        "int state = 0; for (int i = 0; i < 10; i++) { state = await Work.AddRemote(state, i); }",
        "int state = 0; for (int i = 0; i < 10; i++) { int next = state + 1; int r = await Work.AddRemote(next, i); state = r; }",
        "int x = 1; while (x < 100) { x = await Work.SquareRemote(x + 1); }",
        "foreach (int x in inputs) { if (await Work.SquareRemote(x) == 4) { break; } }",
        "foreach (int x in inputs) { int r = await Work.SquareRemote(x); if (r == 4) { return; } }",
        "for (int i = 0; i < 5; i++) { Console.WriteLine(await counter.Add(i)); }",
        "for (int i = 0; i < 5; i++) { Console.WriteLine(await counter.Increment()); }",
        "while (true) { Console.WriteLine(await Work.SquareRemote(Environment.TickCount)); }",
        "for (int i = 0; i < 5; i++) { await Work.SaveRemote(i); await Task.Delay(10, token); }",
        "for (int i = 0; i < 5; i++) { await Work.SaveRemote(1); }",
        "await foreach (int row in Work.RowsRemote(3)) { await Work.SaveRemote(row); }",
        "var seen = new List<int>(); foreach (int x in inputs) { seen.Add(await Work.SumRemote([.. seen, x])); }",
        "bool failed = false; for (int i = 0; i < 3 && !failed; i++) { failed = await Work.SquareRemote(i) < 0; }",
        "int last = 0; foreach (int x in inputs) { if (x > last) { last = await Work.SquareRemote(x); } }",
        "foreach (int x in await Ray.WhenAll(inputs.Select(i => Work.SquareRemote(i)))) { Console.WriteLine(x); }",
        "foreach (int[] part in inputs.Chunk(4)) { Console.WriteLine(await Ray.WhenAll(part.Select(i => Work.SquareRemote(i)))); }",
        "foreach (int x in inputs) { Func<Task> later = async () => await Work.SaveRemote(x); Console.WriteLine(later); }"));

    [Fact]
    public Task Results_that_come_back_through_fields_are_silent() => Expect.SilenceAsync(
        PatternSource.Remote + """
        sealed class Program
        {
            private int _state;

            private int Next() => _state + 1;

            async Task RunAsync(int[] inputs)
            {
                foreach (int x in inputs)
                {
                    _state = await Work.AddRemote(Next(), x);
                }

                foreach (int x in inputs)
                {
                    Store(await Work.AddRemote(_state, x));
                }
            }

            private void Store(int value) => _state = value;
        }
        """);
}
