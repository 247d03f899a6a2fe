using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using RayNet.Generators.Tests.Harness;

namespace RayNet.Generators.Tests;

/// <summary>What a keystroke costs in a project with a thousand remote methods.</summary>
public sealed class KeystrokeTests
{
    private const int Files = 100;
    private const int MethodsPerFile = 10;

    [Fact]
    public void A_keystroke_in_an_unrelated_body()
    {
        string[] sources = [.. Enumerable.Range(0, Files).Select(Source), Unrelated(0)];
        CSharpCompilation compilation = Compilations.Create(sources);
        GeneratorDriver driver = GeneratorRun.Start(compilation, trackSteps: false).Driver;
        SyntaxTree tree = compilation.SyntaxTrees[^1];
        var times = new List<double>();
        for (int i = 1; i <= 30; i++)
        {
            SyntaxTree edited = tree.WithChangedText(SourceText.From(Unrelated(i), Encoding.UTF8));
            compilation = compilation.ReplaceSyntaxTree(tree, edited);
            tree = edited;
            driver = driver.RunGenerators(compilation, TestContext.Current.CancellationToken);
            times.Add(driver.GetTimingInfo().GeneratorTimes.Single().ElapsedTime.TotalMilliseconds);
        }

        times.Sort();
        string figure = string.Create(
            CultureInfo.InvariantCulture,
            $"keystroke with {Files * MethodsPerFile} remote methods: median {times[times.Count / 2]:F2} ms, best {times[0]:F2} ms, worst {times[^1]:F2} ms");
        TestContext.Current.TestOutputHelper!.WriteLine(figure);

        // Binding every signature again takes hundreds of milliseconds; a busy machine is not mistaken for that.
        Assert.True(times[0] < 50, figure);
    }

    private static string Unrelated(int keystroke) =>
        $$"""
        namespace App;
        internal static class Unrelated
        {
            internal static int Body() { return {{keystroke.ToString(CultureInfo.InvariantCulture)}}; }
        }
        """;

    private static string Source(int file)
    {
        var text = new StringBuilder();
        text.AppendLine("using System.Collections.Generic; using System.Threading; using System.Threading.Tasks; using RayNet;").AppendLine("namespace App;");
        text.Append(CultureInfo.InvariantCulture, $"public sealed record Order{file}(int Id, string Customer, IReadOnlyList<decimal> Prices);").AppendLine();
        text.Append(CultureInfo.InvariantCulture, $"public static class Tasks{file}").AppendLine("{");
        for (int i = 0; i < MethodsPerFile; i++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"    [Remote(NumCpus = 2)] public static async Task<double> Method{i}(Order{file} order, double[] xs, string? name = null, CancellationToken token = default) {{ await Task.Yield(); return xs.Length; }}").AppendLine();
        }

        return text.AppendLine("}").ToString();
    }
}
