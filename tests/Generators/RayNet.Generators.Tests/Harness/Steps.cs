using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace RayNet.Generators.Tests.Harness;

/// <summary>What the driver did in each step of a run.</summary>
internal static class Steps
{
    /// <summary>Every step that the generator names, so that a new one is watched from the beginning.</summary>
    private static readonly string[] Names =
    [
        .. typeof(TrackingNames).GetFields(BindingFlags.Static | BindingFlags.NonPublic).Select(static field => (string)field.GetValue(null)!),
        Types.TypeOutputs.TrackingName,
    ];

    internal static void AssertPlain(GeneratorRun run)
    {
        foreach ((string name, ImmutableArray<IncrementalGeneratorRunStep> steps) in run.Result.TrackedSteps.Where(static step => Names.Contains(step.Key)))
        {
            foreach ((object value, _) in steps.SelectMany(static step => step.Outputs))
            {
                ObjectGraph.AssertIsPlain(value, name);
            }
        }
    }

    internal static void AssertAllCached(GeneratorRun run)
    {
        foreach (string name in Names)
        {
            Assert.All(Reasons(run, name), reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"Step {name} was {reason}."));
        }

        foreach ((string name, ImmutableArray<IncrementalGeneratorRunStep> steps) in run.Result.TrackedOutputSteps)
        {
            Assert.All(steps.SelectMany(static step => step.Outputs), output => Assert.True(output.Reason == IncrementalStepRunReason.Cached, $"Output of {name} was {output.Reason}."));
        }
    }

    internal static IncrementalStepRunReason[] Reasons(GeneratorRun run, string name) =>
        run.Result.TrackedSteps.TryGetValue(name, out ImmutableArray<IncrementalGeneratorRunStep> steps)
            ? [.. steps.SelectMany(static step => step.Outputs).Select(static output => output.Reason)]
            : [];

    /// <summary>The hint names of the files that were written anew.</summary>
    internal static string[] WrittenFiles(GeneratorRun before, GeneratorRun after)
    {
        var previous = before.Result.GeneratedSources.ToDictionary(static source => source.HintName, static source => source.SourceText);
        return
        [
            .. after.Result.GeneratedSources
                .Where(source => !previous.TryGetValue(source.HintName, out var text) || !ReferenceEquals(text, source.SourceText))
                .Select(static source => source.HintName),
        ];
    }
}
