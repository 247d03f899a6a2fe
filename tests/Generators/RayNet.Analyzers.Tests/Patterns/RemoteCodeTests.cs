using RayNet.Analyzers.Tests.Harness;

namespace RayNet.Analyzers.Tests.Patterns;

public sealed class RemoteCodeTests
{
    private const string Hosting = """
        namespace Microsoft.Extensions.Hosting
        {
            public interface IHostedService { Task StartAsync(CancellationToken cancellationToken); }
            public abstract class BackgroundService : IHostedService { public Task StartAsync(CancellationToken cancellationToken) => ExecuteAsync(cancellationToken); protected abstract Task ExecuteAsync(CancellationToken stoppingToken); }
        }
        namespace Microsoft.AspNetCore.Mvc { public abstract class ControllerBase; }

        """;

    [Fact]
    public Task Lost_changes_are_reported() => Expect.DiagnosticsAsync(
        """
        public sealed class Order { public int Id { get; set; } public string Status { get; set; } = ""; }

        public static class Jobs
        {
            [Remote] public static void Scale(double[] values) { for (int i = 0; i < values.Length; i++) { {|RN2017:values[i] *= 2|}; } }
            [Remote] public static void Fill(List<int> list) { {|RN2017:list.Add(1)|}; list.Add(2); }
            [Remote] public static int Mark(Order order) { {|RN2017:order.Status = "done"|}; return order.Id; }
            [Remote] public static async Task Sort(int[] values) { await Task.Yield(); {|RN2017:Array.Sort(values)|}; }
        }

        [Actor] public sealed class Filler { public void Fill(Dictionary<string, int> map) => {|RN2017:map["x"] = 1|}; }
        """,
        "'Scale' changes its parameter 'values', which is a copy of the caller's, and neither uses nor returns the change; return what has changed",
        "'Fill' changes its parameter 'list', which is a copy of the caller's, and neither uses nor returns the change; return what has changed",
        "'Mark' changes its parameter 'order', which is a copy of the caller's, and neither uses nor returns the change; return what has changed",
        "'Sort' changes its parameter 'values', which is a copy of the caller's, and neither uses nor returns the change; return what has changed",
        "'Fill' changes its parameter 'map', which is a copy of the caller's, and neither uses nor returns the change; return what has changed");

    [Fact]
    public Task Changes_that_are_used_are_silent() => Expect.SilenceAsync(
        """
        public sealed class Order { public int Id { get; set; } public string Status { get; set; } = ""; }

        public static class Jobs
        {
            [Remote] public static double[] Scale(double[] values) { for (int i = 0; i < values.Length; i++) { values[i] *= 2; } return values; }
            [Remote] public static int Fill(List<int> list) { list.Add(1); return list.Count; }
            [Remote] public static string Mark(Order order) { order.Status = "done"; return order.Status; }
            [Remote] public static int Sort(int[] values) { Array.Sort(values); return values[0]; }
            [Remote] public static void Print(List<int> list) { list.Sort(); foreach (int x in list) { Console.WriteLine(x); } }
            [Remote] public static void Pass(List<int> list) { list.Sort(); Helper(list); }
            [Remote] public static int Pop(Stack<int> stack) { int sum = 0; while (stack.TryPop(out int top)) { sum += top; } return sum; }
            [Remote] public static int Read(Order order) => order.Id;
            public static void Helper(List<int> list) => list.Clear();
        }

        [Actor] public sealed class Keeper { private List<int> _list = []; public void Keep(List<int> list) { list.Sort(); _list = list; } public int Count() => _list.Count; }
        """);

    [Fact]
    public Task Processes_and_threads_are_reported() => Expect.DiagnosticsAsync(
        """
        using System.Diagnostics;

        public static class Jobs
        {
            [Remote] public static void A() => {|RN2018:Process.Start("tool")|};
            [Remote] public static void B() { var thread = {|RN2018:new Thread(() => { })|}; thread.Start(); }
            [Remote] public static void C() => {|RN2018:ThreadPool.QueueUserWorkItem(_ => { })|};
        }

        [Actor] public sealed class Runner { public void Run() { var process = new Process(); {|RN2018:process.Start()|}; } }
        """);

    [Fact]
    public Task Processes_that_are_awaited_and_those_of_the_program_are_silent() => Expect.SilenceAsync(
        """
        using System.Diagnostics;

        public static class Jobs
        {
            [Remote] public static async Task A(CancellationToken token) { using Process process = Process.Start("tool"); await process.WaitForExitAsync(token); }
            [Remote] public static void B() { var thread = new Thread(() => { }); thread.Start(); thread.Join(); }
            [Remote] public static Task<int> C() => Task.Run(() => 1);
            public static void Local() { Process.Start("tool"); new Thread(() => { }).Start(); }
        }
        """);

    [Fact]
    public Task Services_that_wait_without_a_limit_are_reported() => Expect.DiagnosticsAsync(
        Hosting + """
        public sealed class Poller : Microsoft.Extensions.Hosting.BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken) { Console.WriteLine(await {|RN2019:Ray.GetAsync(Ray.Put(1))|}); Sync(); }
            private static void Sync() => Console.WriteLine({|RN2019:Ray.Get(new[] { Ray.Put(1) })|});
        }

        public sealed class Orders : Microsoft.AspNetCore.Mvc.ControllerBase { public int Get() => {|RN2019:Ray.Get(Ray.Put(1))|}; }
        """,
        "'Ray.GetAsync' in a service has neither timeout nor token, so the service can neither give up nor stop while it waits; pass a CancellationToken or a timeout",
        "'Ray.Get' in a service has neither timeout nor token, so the service can neither give up nor stop while it waits; pass a CancellationToken or a timeout",
        "'Ray.Get' in a service has neither timeout nor token, so the service can neither give up nor stop while it waits; pass a CancellationToken or a timeout");

    [Fact]
    public Task Services_with_a_limit_and_programs_are_silent() => Expect.SilenceAsync(
        Hosting + """
        public sealed class Poller : Microsoft.Extensions.Hosting.BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                Console.WriteLine(await Ray.GetAsync(Ray.Put(1), cancellationToken: stoppingToken));
                Console.WriteLine(await Ray.GetAsync(Ray.Put(1), TimeSpan.FromSeconds(1)));
                Console.WriteLine(await Ray.GetAsync(Ray.Put(1)).WaitAsync(stoppingToken));
                Console.WriteLine(await Ray.Put(1));
            }
        }

        static class Program { static int Run() => Ray.Get(Ray.Put(1)); }
        """);
}
