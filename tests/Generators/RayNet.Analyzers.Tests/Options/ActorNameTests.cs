using RayNet.Analyzers.Tests.Harness;

namespace RayNet.Analyzers.Tests.Options;

public sealed class ActorNameTests
{
    private const string Counter = """
        [Actor] public sealed class Counter(int start) { public int Increment() => ++start; }

        """;

    [Fact]
    public Task A_detached_actor_needs_a_name() => Expect.DiagnosticsAsync(
        Counter + """
        static class Program
        {
            static void Run() => _ = Counter.CreateRemote(1, options: new() { {|RN1008:Lifetime = ActorLifetime.Detached|} });
        }
        """,
        "Option 'ActorOptions.Lifetime' cannot be Detached without Name; give a Name as well, or nothing could reach the actor");

    [Fact]
    public Task Get_or_create_needs_a_name() => Expect.DiagnosticsAsync(
        Counter + """
        static class Program
        {
            static void Run()
            {
                var options = new ActorOptions { Name = null, {|RN1008:GetIfExists = true|} };
                _ = Counter.CreateRemote(1, options);
            }
        }
        """,
        "Option 'ActorOptions.GetIfExists' cannot be true without Name; give the Name to look for as well");

    [Fact]
    public Task Taking_the_name_away_is_reported() => Expect.DiagnosticsAsync(
        """
        static class Program
        {
            static ActorOptions Change(ActorOptions options) => options with { Name = null, {|RN1008:Lifetime = ActorLifetime.Detached|} };
        }
        """);

    [Fact]
    public Task A_class_that_is_detached_by_its_attribute_needs_a_name_where_it_is_created() => Expect.DiagnosticsAsync(
        """
        [Actor(Lifetime = ActorLifetime.Detached)] public sealed class Counter(int start) { public int Increment() => ++start; }

        static class Program
        {
            static void Run()
            {
                _ = {|RN1008:Counter.CreateRemote(1)|};
                _ = {|RN1008:Counter.CreateRemote(1, options: new() { NumCpus = 1 })|};
                _ = Counter.CreateRemote(1, options: new() { Name = "counter" });
                _ = Counter.CreateRemote(1, options: new() { Lifetime = ActorLifetime.OwnerScoped });
            }
        }
        """,
        "Option 'ActorOptions.Name' cannot be left out where the detached actor 'Counter' is created; give a name by which it can be found: options: new() { Name = \"…\" }",
        "Option 'ActorOptions.Name' cannot be left out where the detached actor 'Counter' is created; give a name by which it can be found: options: new() { Name = \"…\" }");

    [Fact]
    public Task Names_that_may_come_later_are_silent() => Expect.SilenceAsync(
        Counter + """
        static class Program
        {
            private static readonly ActorOptions Template = new() { Lifetime = ActorLifetime.Detached };

            static void Run(string name)
            {
                var local = new ActorOptions { GetIfExists = true };
                _ = Counter.CreateRemote(1, local with { Name = name });
                _ = Counter.CreateRemote(1, Template with { Name = name });
                _ = Counter.CreateRemote(1, new ActorOptions { Lifetime = ActorLifetime.Detached, Name = name });
                _ = Counter.CreateRemote(1, new ActorOptions { Lifetime = ActorLifetime.OwnerScoped, GetIfExists = false });
            }
        }
        """);
}
