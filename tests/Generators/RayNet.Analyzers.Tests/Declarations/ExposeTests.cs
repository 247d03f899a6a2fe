using RayNet.Analyzers.Tests.Harness;

namespace RayNet.Analyzers.Tests.Declarations;

public sealed class ExposeTests
{
    [Theory]
    [InlineData("[Remote] public static int A() => 1; [Remote] public static int {|RN1018:A|}(int x) => x;", "T.A", "there is another one of the name, and the name alone says what is called; rename it, or leave it out by [NotExposed]")]
    [InlineData("[Remote] public static int {|RN1018:A|}(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k, int l, int m, int n, int o, int p) => 1;", "T.A", "it has 16 parameters, more than the 15 that can be sent; put them into a record")]
    [InlineData("[Remote] public static IAsyncEnumerable<int> {|RN1018:A|}(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k, int l, int m, int n, int o) => null!;", "T.A", "it has 15 parameters, more than the 14 that can be sent; put them into a record")]
    [InlineData("[Remote] public static int {|RN1018:A|}(ObjectRef<int> x) => 1;", "T.A", "'x' holds a reference or handle, which means nothing outside of the cluster; take the value, or leave it out by [NotExposed]")]
    [InlineData("[Remote] public static int {|RN1018:A|}(List<ObjectRef<int>> x) => 1;", "T.A", "'x' holds a reference or handle, which means nothing outside of the cluster; take the value, or leave it out by [NotExposed]")]
    [InlineData("[Remote] public static Task<ObjectRef<int>> {|RN1018:A|}() => null!;", "T.A", "it returns a reference or handle, which means nothing outside of the cluster; return the value, or leave it out by [NotExposed]")]
    [InlineData("[Remote(SplitReturns = true)] public static (int, int) {|RN1018:A|}() => (1, 2);", "T.A", "its result is split into references, which mean nothing outside of the cluster; leave it out by [NotExposed]")]
    [InlineData("[Remote] public static int {|RN1018:StopStream|}() => 1;", "T.StopStream", "'StopStream' has a meaning of its own on the hub; rename it, or leave it out by [NotExposed]")]
    [InlineData("[Remote] public static IAsyncEnumerable<int> {|RN1018:StreamEnded|}() => null!;", "T.StreamEnded", "'StreamEnded' has a meaning of its own on the hub; rename it, or leave it out by [NotExposed]")]
    public Task RN1018_methods(string members, string name, string reason) =>
        Expect.DiagnosticsAsync($"[Expose] public static class T {{ {members} }}", $"Gateways cannot serve '{name}': {reason}");

    [Theory]
    [InlineData("[Expose] public static class {|RN1018:T|} { public static int A() => 1; }", "it has no public [Remote] method that could be served; mark methods [Remote], or the class [Actor]")]
    [InlineData("[Expose] public static class {|RN1018:T|} { [Remote] internal static int A() => 1; }", "it has no public [Remote] method that could be served; mark methods [Remote], or the class [Actor]")]
    [InlineData("[Expose] public static class {|RN1018:T|} { [Remote, NotExposed] public static int A() => 1; }", "it has no public [Remote] method that could be served; mark methods [Remote], or the class [Actor]")]
    [InlineData("[Actor, Expose] public sealed class {|RN1018:T|} { internal int A() => 1; }", "it has no public method that could be served")]
    [InlineData("[Expose({|RN1018:Name = \"a b\"|})] public static class T { [Remote] public static int A() => 1; }", "'a b' cannot be part of a name; use letters and digits")]
    [InlineData("[Expose({|RN1018:CreateIfMissing = true|})] public static class T { [Remote] public static int A() => 1; }", "it is no actor class, so there is nothing to create; leave CreateIfMissing out")]
    [InlineData("[Actor, Expose({|RN1018:CreateIfMissing = true|})] public sealed class T(int start) { public int A() => start; }", "a call has no arguments for its constructor; give it a constructor whose parameters are optional or come from services, or create the actors yourself")]
    [InlineData("[Expose] public static class {|RN1018:T|} { [Remote] public static int A() => 1; } public sealed class TClient;", "its client would be 'TClient', which is there already; set another name by [Expose(Name = \"...\")]")]
    public Task RN1018_classes(string source, string reason) => Expect.DiagnosticsAsync(source, $"Gateways cannot serve 'T': {reason}");

    [Fact]
    public Task RN1018_a_stream_of_an_actor_has_less_room() => Expect.DiagnosticsAsync(
        "[Actor, Expose] public sealed class T { public IAsyncEnumerable<int> {|RN1018:A|}(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k, int l, int m, int n) => null!; }",
        "Gateways cannot serve 'T.A': it has 14 parameters, more than the 13 that can be sent; put them into a record");

    [Fact]
    public Task What_can_be_served_is_silent() => Expect.SilenceAsync(
        """
        [Expose] public static class T
        {
            [Remote] public static int A(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k, int l, int m, int n, int o, CancellationToken cancellationToken) => 1;
            [Remote] public static Task<List<int>> B(Dictionary<string, int> x) => null!;
            [Remote, NotExposed] public static Task<List<int>> B(ObjectRef<int> x) => null!;
            [Remote] internal static int C(ObjectRef<int> x) => 1;
        }

        [Actor, Expose(Name = "Other", CreateIfMissing = true)] public sealed class U(RayContext context, int start = 1)
        {
            public int A(int x) => x + start + context.GetHashCode();
            public IAsyncEnumerable<int> B() => null!;
        }
        """);

    [Fact]
    public Task RN1019_the_later_of_two_names_is_reported() => Expect.DiagnosticsAsync(
        """
        namespace Shop { [Expose] public static class Prices { [Remote] public static int A() => 1; } }
        namespace Stock { [Expose] public static class {|RN1019:Prices|} { [Remote] public static int A() => 1; } }
        namespace Store { [Expose(Name = "Prices")] public static class {|RN1019:Others|} { [Remote] public static int A() => 1; } }
        namespace Yard { [Expose(Name = "YardPrices")] public static class Prices { [Remote] public static int A() => 1; } }
        """,
        "'Stock.Prices' and 'Shop.Prices' are both 'Prices' to callers of a gateway; give one another name by [Expose(Name = \"...\")]",
        "'Store.Others' and 'Shop.Prices' are both 'Prices' to callers of a gateway; give one another name by [Expose(Name = \"...\")]");
}
