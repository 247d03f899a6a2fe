using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RayNet.Generators.Benchmarks;

/// <summary>How the costs of generator and analyzers grow with the number of remote methods: written as a page and a plot.</summary>
internal static class Growth
{
    private const int EditRounds = 15;

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers = CreateAnalyzers();

    private static readonly ImmutableArray<DiagnosticAnalyzer> ContractRules = [.. Analyzers.Where(static analyzer => analyzer.GetType().Name == "ContractsAnalyzer")];

    /// <summary>All analyzers of RayNet.</summary>
    internal static ImmutableArray<DiagnosticAnalyzer> CreateAnalyzers() =>
    [
        .. System.Reflection.Assembly.Load("RayNet.Analyzers").GetTypes()
            .Where(static type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    internal static async Task<int> RunAsync(string folder, int[] sizes)
    {
        // The first project pays for the JIT.
        await MeasureAsync(100);
        var steps = new Dictionary<string, List<Measurement>>();
        foreach (int size in sizes)
        {
            foreach ((string name, Measurement measurement) in await MeasureAsync(size))
            {
                if (!steps.TryGetValue(name, out List<Measurement>? points))
                {
                    steps.Add(name, points = []);
                }

                points.Add(measurement);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}, {size} methods: {measurement.Milliseconds:0.0} ms, {measurement.Megabytes:0.0} MiB"));
            }
        }

        GrowthPage.Write(folder, [.. steps.Select(static step => new Series(step.Key, step.Value))]);
        return 0;
    }

    private static async Task<IReadOnlyList<(string Name, Measurement Measurement)>> MeasureAsync(int size)
    {
        var results = new List<(string, Measurement)>();
        var project = new SampleProject(size);
        GeneratorDriver driver = SampleProject.CreateDriver();
        Compilation generated = project.Compilation;

        async Task MeasureStepAsync(string name, int rounds, Action<int> prepare, Func<Task> step)
        {
            var times = new List<double>();
            var bytes = new List<double>();
            for (int i = 0; i < rounds; i++)
            {
                prepare(i);
                long allocated = GC.GetTotalAllocatedBytes(precise: true);
                long start = Stopwatch.GetTimestamp();
                await step();
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                bytes.Add((GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1048576.0);
            }

            times.Sort();
            bytes.Sort();
            results.Add((name, new Measurement(size, times[rounds / 2], bytes[rounds / 2])));
        }

        Task GenerateAsync()
        {
            driver = driver.RunGenerators(project.Compilation);
            return Task.CompletedTask;
        }

        int cold = size > 1000 ? 3 : 5;
        await MeasureStepAsync("generator, cold", cold, _ => (project, driver) = (new SampleProject(size), SampleProject.CreateDriver()), GenerateAsync);
        await MeasureStepAsync("generator, edit elsewhere", EditRounds, project.EditBody, GenerateAsync);
        await MeasureStepAsync("generator, edit of one method", EditRounds, project.EditRemoteMethod, GenerateAsync);

        driver = driver.RunGeneratorsAndUpdateCompilation(project.Compilation, out generated, out _);
        var contracts = new Contracts(await RecordAsync(generated));
        await MeasureStepAsync(
            "the compiler without rules, cold",
            cold,
            _ => generated = generated.Clone(),
            () => Run(generated, contracts, [new IdleRule(looksAtCalls: true)]).GetAnalyzerDiagnosticsAsync(CancellationToken.None));
        await MeasureStepAsync(
            "analyzers, cold",
            cold,
            _ => generated = generated.Clone(),
            () => Run(generated, contracts, Analyzers).GetAnalyzerDiagnosticsAsync(CancellationToken.None));
        async Task MeasureEditAsync(string name, Action<int> edit, Func<Compilation, SemanticModel> file, ImmutableArray<DiagnosticAnalyzer> analyzers) => await MeasureStepAsync(
            name,
            EditRounds,
            round =>
            {
                edit(1000 + round);
                driver = driver.RunGeneratorsAndUpdateCompilation(project.Compilation, out Compilation edited, out _);
                generated = Replace(generated, edited);
            },
            () => Run(generated, contracts, analyzers).GetAnalyzerSemanticDiagnosticsAsync(file(generated), filterSpan: null, CancellationToken.None));

        await MeasureEditAsync("analyzers, edit elsewhere", project.EditBody, project.UnrelatedModel, Analyzers);
        await MeasureEditAsync("analyzers, edit of one method", project.EditRemoteMethod, project.EditedModel, Analyzers);
        await MeasureEditAsync("rules about contracts alone, edit of one method", project.EditRemoteMethod, project.EditedModel, ContractRules);
        return results;
    }

    /// <summary>As editors do: what an edit has not changed stays in the compilation, so that its declarations are not collected again.</summary>
    private static Compilation Replace(Compilation compilation, Compilation edited)
    {
        var present = edited.SyntaxTrees.ToHashSet();
        var gone = compilation.SyntaxTrees.Where(tree => !present.Contains(tree)).ToDictionary(static tree => tree.FilePath);
        var known = compilation.SyntaxTrees.ToHashSet();
        foreach (SyntaxTree tree in edited.SyntaxTrees.Where(tree => !known.Contains(tree)))
        {
            compilation = gone.TryGetValue(tree.FilePath, out SyntaxTree? old) ? compilation.ReplaceSyntaxTree(old, tree) : compilation.AddSyntaxTrees(tree);
        }

        return compilation;
    }

    /// <summary>The fixes of RN3003 know what an empty file lacks.</summary>
    private static async Task<string> RecordAsync(Compilation compilation) =>
        string.Join('\n', (await Run(compilation, new Contracts(string.Empty), Analyzers).GetAnalyzerDiagnosticsAsync(CancellationToken.None))
            .Where(static diagnostic => diagnostic.Id == "RN3003").Select(static diagnostic => diagnostic.Properties["Added"]));

    private static CompilationWithAnalyzers Run(Compilation compilation, Contracts contracts, ImmutableArray<DiagnosticAnalyzer> analyzers) => compilation.WithAnalyzers(
        analyzers,
        new CompilationWithAnalyzersOptions(new AnalyzerOptions([contracts]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
}
