using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RayNet.Generators.Tests.Harness;
using RayNet.Roslyn;

namespace RayNet.Generators.Tests;

/// <summary>What the parsers say is wrong, and where. Marked text: the expected place, as [|...|].</summary>
public sealed class ProblemTests
{
    private const string Usings = "using System; using System.Collections.Generic; using System.IO; using System.Threading; using System.Threading.Tasks; using RayNet;\n";

    [Theory]
    [InlineData("RN1001", "[Remote] private static int [|F|]() => 1;", "F, private")]
    [InlineData("RN1001", "[Remote] static int [|F|]() => 1;", "F, private")]
    [InlineData("RN1001", "protected class Inner { [Remote] public static int [|F|]() => 1; }", "F, inside the protected type 'Inner'")]
    [InlineData("RN1002", "[Remote] public static int F(ref int [|x|]) => 1;", "x, it is passed by 'ref', pass it by value and return what changes")]
    [InlineData("RN1002", "[Remote] public static int F(out int [|x|]) => x = 1;")]
    [InlineData("RN1002", "[Remote] public static int F(in int [|x|]) => 1;")]
    [InlineData("RN1002", "[Remote] public static int F(ref readonly int [|x|]) => 1;")]
    [InlineData("RN1002", "[Remote] public static unsafe int F(int* [|x|]) => 1;")]
    [InlineData("RN1002", "[Remote] public static unsafe int F(delegate*<int> [|x|]) => 1;")]
    [InlineData("RN1002", "[Remote] public static int F(Span<int> [|x|]) => 1;")]
    [InlineData("RN1002", "[Remote] public static int F(params ReadOnlySpan<int> [|x|]) => 1;")]
    [InlineData("RN1002", "[Remote] public static int F(dynamic [|x|]) => 1;")]
    [InlineData("RN1002", "[Remote] public static int [|F|](int x, __arglist) => 1;")]
    [InlineData("RN1003", "[Remote] public static int [|F|]<T>(T x) => 1;", "F")]
    [InlineData("RN1003", "public static class Inner<T> { [Remote] public static int [|F|]() => 1; }", "F")]
    [InlineData("RN1004", "[Remote] public static int F(Stream [|x|]) => 1;")]
    [InlineData("RN1004", "[Remote] public static int F(List<Action> [|x|]) => 1;")]
    [InlineData("RN1004", "[Remote] public static object [|F|]() => 1;")]
    [InlineData("RN1004", "[Remote] public static int F(ObjectRefStream<int> [|x|]) => 1;")]
    [InlineData("RN1005", "public sealed class Node { public Node? Next { get; set; } } [Remote] public static int F(Node [|x|]) => 1;")]
    [InlineData("RN1007", "[Remote] public static int [|F|]() => 1; public static int FRemote() => 2;", "FRemote, the member 'N.T.FRemote()'")]
    [InlineData("RN1007", "[Remote] public static int [|F|](int x) => 1; [Remote] public static int [|F|](int x, CancellationToken token) => 1;")]
    [InlineData("RN1008", "[Remote([|NumCpus = -1|])] public static int F() => 1;", "NumCpus, -1, 0 or more, in steps of 0.0001")]
    [InlineData("RN1008", "[Remote([|NumGpus = 0.00001|])] public static int F() => 1;")]
    [InlineData("RN1008", "[Remote([|NumGpus = double.NaN|])] public static int F() => 1;")]
    [InlineData("RN1008", "[Remote([|Memory = -1|])] public static int F() => 1;")]
    [InlineData("RN1008", "[Remote([|Resources = [\"a\"]|])] public static int F() => 1;")]
    [InlineData("RN1008", "[Remote([|Resources = [\"gpu=1\"]|])] public static int F() => 1;")]
    [InlineData("RN1008", "[Remote([|Resources = [\"a=1\", \"a=2\"]|])] public static int F() => 1;")]
    [InlineData("RN1008", "[Remote([|Resources = [\"a=x\"]|])] public static int F() => 1;")]
    [InlineData("RN1008", "[Remote([|Resources = [null!]|])] public static int F() => 1;")]
    [InlineData("RN1008", "[Remote([|LabelSelector = [\"gpu\"]|])] public static int F() => 1;", "LabelSelector, gpu, \"key=value\", \"key=!value\", \"key=in(a,b)\" or \"key=!in(a,b)\"")]
    [InlineData("RN1008", "[Remote([|LabelSelector = [\"gpu=in(a\"]|])] public static int F() => 1;")]
    [InlineData("RN1008", "[Remote([|MaxRetries = -2|])] public static int F() => 1;")]
    [InlineData("RN1008", "[Remote([|RetryOn = [typeof(string)]|])] public static int F() => 1;")]
    [InlineData("RN1008", "private sealed class Mine : Exception; [Remote([|RetryOn = [typeof(Mine)]|])] public static int F() => 1;")]
    [InlineData("RN1008", "[Remote([|TimeoutMilliseconds = -1|])] public static int F() => 1;")]
    [InlineData("RN1008", "[Remote([|StreamBufferSize = -1|])] public static int F() => 1;")]
    [InlineData("RN1008", "[Remote([|Id = \" \"|])] public static int F() => 1;")]
    [InlineData("RN1010", "static int s; [Remote] public static ref int [|F|]() => ref s;")]
    [InlineData("RN1010", "[Remote] public static async void [|F|]() => await Task.Yield();")]
    [InlineData("RN1010", "[Remote] public static Task<Task<int>> [|F|]() => null!;")]
    [InlineData("RN1010", "[Remote] public static Task<ValueTask> [|F|]() => null!;")]
    [InlineData("RN1010", "[Remote] public static Task<IAsyncEnumerable<int>> [|F|]() => null!;")]
    [InlineData("RN1010", "[Remote] public static ObjectRefStream<int> [|F|]() => null!;")]
    [InlineData("RN1010", "[Remote] public static System.Runtime.CompilerServices.YieldAwaitable [|F|]() => default;")]
    [InlineData("RN1010", "[Remote] public static Span<int> [|F|]() => default;")]
    [InlineData("RN1012", "[Remote] public static int F(CancellationToken a, CancellationToken [|b|]) => 1;", "b")]
    [InlineData("RN1012", "[Remote] public static int F(RayContext a, RayContext [|b|]) => 1;", "b")]
    [InlineData("RN1012", "[Remote] public static int F([FromServices] ref IServiceProvider [|b|]) => 1;", "b")]
    [InlineData("RN1013", "[Remote([|SplitReturns = true|])] public static int F() => 1;", "F")]
    [InlineData("RN1013", "[Remote([|SplitReturns = true|])] public static ValueTuple<int> F() => default;", "F")]
    [InlineData("RN1013", "[Remote([|SplitReturns = true|])] public static (int, int, int, int, int, int, int, int) F() => default;", "F")]
    [InlineData("RN1014", "public abstract class Inner { [Remote] public abstract int [|F|](); }")]
    [InlineData("RN1014", "public interface IInner { [Remote] static int [|F|]() => 1; }")]
    [InlineData("RN1014", "[Remote, System.Runtime.InteropServices.DllImport(\"x\")] public static extern int [|F|]();")]
    [InlineData("RN1014", "[Remote] public static T operator [|+|](T a, T b) => a;")]
    [InlineData("RN1014", "[Actor] public class Inner { [Remote] public int [|F|]() => 1; }")]
    [InlineData("RN1016", "public abstract class Inner { [Remote] public int [|F|]() => 1; }", "N.T.Inner, it is abstract")]
    [InlineData("RN1016", "public class Inner(int x) { [Remote] public int [|F|]() => x; }")]
    [InlineData("RN1016", "public class Inner { private Inner() { } [Remote] public int [|F|]() => 1; }")]
    [InlineData("RN1016", "public class Inner { public Inner() { } public Inner(IServiceProvider x) { } [Remote] public int [|F|]() => 1; }")]
    [InlineData("RN1016", "public struct Inner { [Remote] public int [|F|]() => 1; }")]
    [InlineData("RN1016", "public class Inner { public required int X { get; set; } [Remote] public int [|F|]() => 1; }")]
    [InlineData("RN1001", "[Actor] private class [|Inner|];", "Inner, private")]
    [InlineData("RN1003", "[Actor] public class [|Inner|]<T>;", "Inner")]
    [InlineData("RN1003", "[Actor] public class Inner { public int [|F|]<X>() => 1; }", "F")]
    [InlineData("RN1007", "[Actor] public class [|Inner|] { public static int CreateRemote() => 1; }")]
    [InlineData("RN1007", "[Actor] public class Inner { public bool [|Equals|](Inner other) => true; }")]
    [InlineData("RN1007", "[Actor] public class Inner { public int [|F|](RayContext c) => 1; public int [|F|]() => 1; }")]
    [InlineData("RN1008", "[Actor([|MaxConcurrency = 0|])] public class Inner;")]
    [InlineData("RN1008", "[Actor([|MaxPendingCalls = 0|])] public class Inner;")]
    [InlineData("RN1008", "[Actor([|MaxRestarts = -2|])] public class Inner;")]
    [InlineData("RN1008", "[Actor([|Lifetime = (ActorLifetime)5|])] public class Inner;")]
    [InlineData("RN1008", "[Actor] public class Inner { [ActorMethod([|MaxTaskRetries = -3|])] public int F() => 1; }")]
    [InlineData("RN1009", "[Actor, ConcurrencyGroup([|\"\"|], 1)] public class Inner;")]
    [InlineData("RN1009", "[Actor, ConcurrencyGroup(\"a\", [|0|])] public class Inner;", "a = 0, Inner")]
    [InlineData("RN1009", "[Actor, ConcurrencyGroup(\"a\", 1), ConcurrencyGroup([|\"a\"|], 2)] public class Inner;", "a, Inner")]
    [InlineData("RN1009", "[Actor] public class Inner { [ActorMethod([|ConcurrencyGroup = \"a\"|])] public int F() => 1; }", "a, Inner")]
    [InlineData("RN1011", "[Actor] public static class [|Inner|];", "Inner, it is static")]
    [InlineData("RN1011", "[Actor] public abstract class [|Inner|];", "Inner, it is abstract")]
    [InlineData("RN1011", "[Actor] public class [|Inner|] { private Inner() { } }")]
    [InlineData("RN1011", "[Actor] public class [|Inner|] { public required int X { get; set; } }")]
    [InlineData("RN1004", "[Actor] public class Inner(Action [|x|]) { public void F() => x(); }")]
    [InlineData("RN1015", "[RayStartup] public class [|Inner|];")]
    [InlineData("RN1015", "[RayStartup] public abstract class [|Inner|] : IRayStartup { public void ConfigureServices(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { } }")]
    [InlineData("RN1015", "[RayStartup] public class [|Inner|] : IRayStartup { private Inner() { } public void ConfigureServices(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { } }")]
    public void Is_reported(string id, string members, string? arguments = null)
    {
        string marked = $"{Usings}namespace N; public class T {{ {members} }}";
        List<Problem> problems = Parse(marked.Replace("[|", string.Empty, StringComparison.Ordinal).Replace("|]", string.Empty, StringComparison.Ordinal));
        Assert.All(problems, problem => Assert.Equal(id, problem.Id));
        Assert.Equal(Marks(marked), problems.Select(static problem => (problem.Location.SourceSpan.Start, problem.Location.SourceSpan.Length)).Order());
        if (arguments is not null)
        {
            Assert.Equal(arguments, string.Join(", ", problems[0].Arguments));
        }
    }

    [Theory]
    [InlineData("[Remote] public static int F(Stream x) => 1; [Remote] public static int Good() => 1;", "GoodRemote", "FRemote")]
    [InlineData("[Remote] private static int F(int x) => 1; [Remote] public static int Good() => 1;", "GoodRemote", "FRemote")]
    [InlineData("[Actor] public class A { public int Good() => 1; public int F(Action x) => 1; public A(Action x) { } }", "Good(", "F(")]
    [InlineData("[Actor] public class A : MarshalByRefObject { public int Good() => 1; }", "Good(", "InitializeLifetimeService(")]
    public void What_is_wrong_is_left_out(string members, string kept, string left)
    {
        GeneratorRun run = GeneratorHarness.RunInvalid($"{Usings}namespace N; public class T {{ {members} }}");
        Assert.Contains(run.Result.GeneratedSources, source => source.SourceText.ToString().Contains(kept, StringComparison.Ordinal));
        Assert.DoesNotContain(run.Result.GeneratedSources, source => source.SourceText.ToString().Contains(left, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[Remote] public static Missing F(Missing x) => null!;")]
    [InlineData("[Remote] public static int F(List<Missing> x) => 1;")]
    [InlineData("[Remote(NumCpus = )] public static int F(int) => 1;")]
    [InlineData("[Remote] public static int (int x) => 1;")]
    [InlineData("[Remote] public static partial int F(int x);")]
    [InlineData("[Remote] public static int F(int x) => 1; [Remote] public static int F(int x) => 2;")]
    [InlineData("[Actor] public class : Missing { public int F() => 1; }")]
    [InlineData("[Actor] public class A(Missing x) : Missing<int> { public Missing F(Missing x) => x; }")]
    [InlineData("[Remote] public static int F( => 1; } [Remote] public static int G() => 1;")]
    [InlineData("} [Remote] public static int G() => 1; [Actor")]
    [InlineData("[Remote(RetryOn = [typeof(Missing)])] public static int F() => 1;")]
    [InlineData("[Remote(Resources = null)] public static int F() => 1;")]
    public void Half_typed_code_does_no_harm(string members) => GeneratorHarness.RunInvalid($"{Usings}namespace N; public class T {{ {members} }}");

    private static List<Problem> Parse(string source)
    {
        CSharpCompilation compilation = Compilations.Create(source);
        KnownSymbols known = KnownSymbols.For(compilation)!;
        var problems = new List<Problem>();
        foreach (INamedTypeSymbol type in Types(compilation.Assembly.GlobalNamespace.GetNamespaceMembers().Single(static space => space.Name == "N")))
        {
            if (ActorParser.Parse(type, known, problems, TestContext.Current.CancellationToken) is null && type.Name == "Inner")
            {
                Check(type, known, problems);
            }

            foreach (IMethodSymbol method in type.GetMembers().OfType<IMethodSymbol>())
            {
                RemoteMethodParser.Parse(method, known, problems, TestContext.Current.CancellationToken);
            }
        }

        return problems;
    }

    private static void Check(INamedTypeSymbol type, KnownSymbols known, List<Problem> problems)
    {
        if (type.GetAttributes().Any(attribute => SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, known.RayStartupAttribute)))
        {
            StartupParser.Parse(type, known, problems, TestContext.Current.CancellationToken);
        }
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol parent) =>
        parent.GetTypeMembers().SelectMany(static type => Types(type).Prepend(type));

    private static IEnumerable<(int Start, int Length)> Marks(string marked)
    {
        int removed = 0;
        for (int start = marked.IndexOf("[|", StringComparison.Ordinal); start >= 0; start = marked.IndexOf("[|", start + 2, StringComparison.Ordinal))
        {
            int end = marked.IndexOf("|]", start, StringComparison.Ordinal);
            yield return (start - removed, end - start - 2);
            removed += 4;
        }
    }
}
