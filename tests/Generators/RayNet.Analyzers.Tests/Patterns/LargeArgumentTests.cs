using RayNet.Analyzers.Tests.Harness;

namespace RayNet.Analyzers.Tests.Patterns;

public sealed class LargeArgumentTests
{
    [Fact]
    public Task The_same_collection_for_each_call_is_reported() => Expect.DiagnosticsAsync(PatternSource.Async(
        "var all = new List<ObjectRef<int>>(); for (int i = 0; i < 9; i++) { all.Add(Work.ScoreRemote({|RN2009:inputs|}, i)); } await Ray.WhenAll(all);",
        "await Ray.WhenAll(Enumerable.Range(0, 9).Select(i => Work.ScoreRemote({|RN2009:inputs|}, i)));",
        "int[] model = File.ReadAllLines(\"m\").Select(int.Parse).ToArray(); var all = Enumerable.Range(0, 9).Select(i => { return Work.ScoreRemote({|RN2009:model|}, i); }); await Ray.WhenAll(all);",
        "int[] model = new int[1000]; var all = new List<ObjectRef<int>>(); foreach (int x in Enumerable.Range(0, model.Length)) { all.Add(Work.ScoreRemote({|RN2009:model|}, x + model[0])); } await Ray.WhenAll(all);",
        "int[] model = [.. inputs, 1]; int n = 3; var all = new List<ObjectRef<int>>(); while (n-- > 0) { all.Add(Work.ScoreRemote({|RN2009:model|}, reference)); all.Add(Work.ScoreRemote(model, n)); } await Ray.WhenAll(all);"));

    [Fact]
    public Task What_changes_or_is_small_is_silent() => Expect.SilenceAsync(PatternSource.Async(
        "var model = Ray.Put(inputs); await Ray.WhenAll(Enumerable.Range(0, 9).Select(i => Work.ScoreRemote(model, i)));",
        "await Ray.WhenAll(inputs.Chunk(3).Select(part => Work.SumRemote(part)));",
        "int[] small = [1, 2, 3]; await Ray.WhenAll(Enumerable.Range(0, 9).Select(i => Work.ScoreRemote(small, i)));",
        "int[] small = new int[8]; await Ray.WhenAll(Enumerable.Range(0, 9).Select(i => Work.ScoreRemote(small, i)));",
        "var all = new List<ObjectRef<int>>(); for (int i = 0; i < 9; i++) { inputs[0] = i; all.Add(Work.ScoreRemote(inputs, i)); } await Ray.WhenAll(all);",
        "var all = new List<ObjectRef<int>>(); for (int i = 0; i < 9; i++) { Array.Sort(inputs); all.Add(Work.ScoreRemote(inputs, i)); } await Ray.WhenAll(all);",
        "var all = new List<ObjectRef<int>>(); for (int i = 0; i < 9; i++) { int[] part = inputs[i..]; all.Add(Work.ScoreRemote(part, i)); } await Ray.WhenAll(all);",
        "var all = new List<ObjectRef<int>>(); for (int i = 0; i < 9; i++) { inputs = [.. inputs, i]; all.Add(Work.ScoreRemote(inputs, i)); } await Ray.WhenAll(all);",
        "Console.WriteLine(await Work.ScoreRemote(inputs, 1));",
        "Func<int, ObjectRef<int>> score = i => Work.ScoreRemote(inputs, i); Console.WriteLine(await score(1));"));
}
