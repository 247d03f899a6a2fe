using RayNet.Analyzers.Tests.Harness;

namespace RayNet.Analyzers.Tests.CodeFixes;

public sealed class InvalidOptionFixTests
{
    private const string Counter = """
        [Actor] public sealed class Counter(int start) { public int Increment() => ++start; }

        """;

    [Fact]
    public Task Writes_the_nearest_values() => ExpectFix.AllAsync(
        "RN1008",
        "Nearest",
        """
        static class Program
        {
            static TaskOptions Task() => new() { NumCpus = -1, NumGpus = 0.33333, MaxRetries = -5 };
            static ActorOptions Actor() => new() { MaxConcurrency = 0 /* one? */, MaxPendingCalls = 0 };
        }
        """,
        """
        static class Program
        {
            static TaskOptions Task() => new() { NumCpus = 0, NumGpus = 0.3333, MaxRetries = -1 };
            static ActorOptions Actor() => new() { MaxConcurrency = 1 /* one? */, MaxPendingCalls = -1 };
        }
        """);

    [Fact]
    public Task Names_a_detached_actor_after_its_class() => ExpectFix.Async(
        "RN1008",
        "Name",
        Counter + """
        static class Program
        {
            static void Run()
            {
                _ = Counter.CreateRemote(1, options: new() { Lifetime = ActorLifetime.Detached });
            }
        }
        """,
        Counter + """
        static class Program
        {
            static void Run()
            {
                _ = Counter.CreateRemote(1, options: new() { Name = nameof(Counter), Lifetime = ActorLifetime.Detached });
            }
        }
        """);

    [Fact]
    public Task Replaces_a_name_that_is_null() => ExpectFix.Async(
        "RN1008",
        "Name",
        Counter + """
        static class Program
        {
            static void Run()
            {
                var options = new ActorOptions
                {
                    GetIfExists = true,
                    Name = null,
                };
                _ = Counter.CreateRemote(1, options);
            }
        }
        """,
        Counter + """
        static class Program
        {
            static void Run()
            {
                var options = new ActorOptions
                {
                    GetIfExists = true,
                    Name = "actor",
                };
                _ = Counter.CreateRemote(1, options);
            }
        }
        """);

    [Fact]
    public Task Keeps_lines_of_the_initializer() => ExpectFix.Async(
        "RN1008",
        "Name",
        Counter + """
        static class Program
        {
            static void Run() => _ = Counter.CreateRemote(1, new ActorOptions
            {
                Lifetime = ActorLifetime.Detached,
                NumCpus = 1,
            });
        }
        """,
        Counter + """
        static class Program
        {
            static void Run() => _ = Counter.CreateRemote(1, new ActorOptions
            {
                Name = nameof(Counter),
                Lifetime = ActorLifetime.Detached,
                NumCpus = 1,
            });
        }
        """);
}
