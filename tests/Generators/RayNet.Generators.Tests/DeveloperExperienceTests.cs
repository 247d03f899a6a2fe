using System.Diagnostics;
using System.Reflection;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayNet.Generators.Tests.Harness;

namespace RayNet.Generators.Tests;

/// <summary>What a user meets of generated code in an editor, in a debugger and on disk.</summary>
public sealed class DeveloperExperienceTests
{
    private const string Source =
        """
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using RayNet;

        namespace Shop;

        /// <summary>An order.</summary>
        /// <param name="Id">Its number.</param>
        /// <param name="Lines">What was ordered.</param>
        public sealed record Order(int Id, List<string> Lines);

        /// <summary>Sums.</summary>
        public static class Arithmetic
        {
            /// <summary>Adds two numbers.</summary>
            /// <param name="x">The first.</param>
            /// <param name="y">The second.</param>
            /// <returns>Their sum.</returns>
            [Remote] public static int Add(int x, int y) => x + y;

            /// <summary>Counts the lines of an order.</summary>
            [Remote] public static async Task<int> CountAsync(Order order, CancellationToken token = default) { await Task.Delay(1, token); return order.Lines.Count; }

            /// <summary>All numbers below a limit.</summary>
            [Remote] public static async IAsyncEnumerable<int> Below(int limit) { for (int i = 0; i < limit; i++) { await Task.Yield(); yield return i; } }

            /// <summary>Quotient and remainder.</summary>
            [Remote(SplitReturns = true)] public static (int Quotient, int Remainder) Divide(int x, int y) => (x / y, x % y);
        }

        /// <summary>A counter.</summary>
        /// <param name="start">Where it starts.</param>
        [Actor] public sealed class Counter(int start)
        {
            private int _value = start;

            /// <summary>Counts on.</summary>
            public int Increment() => ++_value;
        }
        """;

    [Fact]
    public void Entry_points_show_the_documentation_of_the_users_methods()
    {
        GeneratorRun run = GeneratorHarness.Run(Source);
        var shown = new HashSet<string>();
        foreach ((SyntaxTree tree, MethodDeclarationSyntax method) in Declarations<MethodDeclarationSyntax>(run).Where(found => found.Node.Parent is ExtensionBlockDeclarationSyntax))
        {
            ISymbol symbol = run.Output.GetSemanticModel(tree).GetDeclaredSymbol(method, TestContext.Current.CancellationToken)!;
            XElement documentation = XElement.Parse(symbol.GetDocumentationCommentXml(cancellationToken: TestContext.Current.CancellationToken)!);
            if (documentation.Element("inheritdoc") is { } inherited)
            {
                ISymbol? source = DocumentationCommentId.GetFirstSymbolForDeclarationId((string)inherited.Attribute("cref")!, run.Output);
                Assert.True(source is not null, $"{symbol} inherits from {inherited}.");
                string documented = (source is IMethodSymbol { MethodKind: MethodKind.Constructor } ? source.ContainingType : source).GetDocumentationCommentXml(cancellationToken: TestContext.Current.CancellationToken)!;
                Assert.Contains("<summary>", documented, StringComparison.Ordinal);
                Assert.Contains(source.Locations[0].SourceTree, run.Input.SyntaxTrees);
                shown.Add(method.Identifier.ValueText);
            }
            else
            {
                Assert.True(documentation.Element("summary") is not null, $"{symbol} says nothing.");
            }
        }

        Assert.Equal(["AddRemote", "BelowRemote", "CountAsyncRemote", "CreateRemote", "DivideRemote", "Increment"], shown.Order(StringComparer.Ordinal));
    }

    /// <summary>A debugger passes over the code of such classes, so that a step into a call ends in the method of the user.</summary>
    [Fact]
    public void Stepping_into_a_call_leads_to_the_users_method()
    {
        using var image = new MemoryStream();
        Assert.True(GeneratorHarness.Run(Source).Output.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        Type[] types = Assembly.Load(image.ToArray()).GetTypes();
        Type[] generated = [.. types.Where(static type => Outermost(type).Name.EndsWith("RemoteExtensions", StringComparison.Ordinal) && !IsMadeByCompiler(type) && HasCode(type))];
        Assert.True(generated.Length >= 10, string.Join(", ", generated.Select(static type => type.Name)));
        Assert.All(generated, static type => Assert.True(type.IsDefined(typeof(DebuggerStepThroughAttribute), inherit: false), type.FullName));
        Assert.All(types.Where(static type => type.Namespace == "Shop" && !Outermost(type).Name.EndsWith("RemoteExtensions", StringComparison.Ordinal)), static type => Assert.False(type.IsDefined(typeof(DebuggerStepThroughAttribute), inherit: true), type.FullName));
    }

    [Fact]
    public void Emitted_files_keep_their_names()
    {
        GeneratorRun first = GeneratorHarness.Run(Source);
        string[] names = [.. Names(first)];
        Assert.Equal(3, names.Length);
        Assert.Equal(["RayNet.Manifest.g.cs", "Shop.Arithmetic.9e9d448c.g.cs"], names.Take(2));
        Assert.Matches("^Shop\\.Counter\\.[0-9a-f]{8}\\.g\\.cs$", names[2]);
        Assert.All(first.Output.SyntaxTrees.Except(first.Input.SyntaxTrees), static tree => Assert.StartsWith(
            Path.Combine("RayNet.Generators", "RayNet.Generators.RayNetGenerator"), tree.FilePath, StringComparison.Ordinal));
        Assert.Equal(names, Names(GeneratorHarness.Run(Source.Replace("int Add(int x, int y)", "long Add(long x, long y)", StringComparison.Ordinal))));
    }

    /// <summary>Also where the line that switches warnings off does not count. The documentation of parameters is inherited, which CS1573 does not see.</summary>
    [Fact]
    public void Generated_code_has_no_warnings_at_the_highest_level()
    {
        GeneratorRun run = GeneratorHarness.Run(Source);
        Compilation output = run.Output.WithOptions(((CSharpCompilationOptions)run.Output.Options).WithWarningLevel(9999));
        foreach (SyntaxTree tree in run.Output.SyntaxTrees.Except(run.Input.SyntaxTrees))
        {
            string text = tree.ToString();
            Assert.StartsWith("// <auto-generated/>\n#nullable enable annotations\n#nullable disable warnings\n#pragma warning disable\n", text, StringComparison.Ordinal);
            output = output.ReplaceSyntaxTree(tree, Compilations.Parse(GeneratorHarness.WithWarnings(text), tree.FilePath));
        }

        Assert.Empty(output.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden && diagnostic.Id is not "CS1591" and not "CS1573"));
    }

    private static IEnumerable<(SyntaxTree Tree, T Node)> Declarations<T>(GeneratorRun run)
        where T : SyntaxNode =>
        run.Output.SyntaxTrees.Except(run.Input.SyntaxTrees).SelectMany(static tree => tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<T>().Select(node => (tree, node)));

    private static IEnumerable<string> Names(GeneratorRun run) => run.Result.GeneratedSources.Select(static source => source.HintName).Where(static name => !name.Contains("Traits", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static bool IsMadeByCompiler(Type type) => type.Name.Contains('<', StringComparison.Ordinal) || (type.DeclaringType is { } outer && IsMadeByCompiler(outer));

    private static bool HasCode(Type type) =>
        type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Length > 0;
}
