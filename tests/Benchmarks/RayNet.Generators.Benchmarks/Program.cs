using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using RayNet.Benchmarks;
using RayNet.Generators.Benchmarks;

if (args is ["growth", string folder, .. string[] sizes])
{
    return await Growth.RunAsync(folder, sizes.Length == 0 ? [10, 100, 1000, 5000] : [.. sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture))]);
}

if (args is ["libraries", string libraries])
{
    return await LibraryCost.RunAsync(libraries);
}

const int Keystrokes = 41;
const int ColdRuns = 3;
const int WarmRuns = 5;
const int LibraryRounds = 5;

int methods = args is [string count] ? int.Parse(count, CultureInfo.InvariantCulture) : 1000;
var project = new SampleProject(methods);
GeneratorDriver driver = SampleProject.CreateDriver();
double[] cold = [.. Enumerable.Range(0, ColdRuns).Select(_ => SdkCompiler.GeneratorMilliseconds(project.Compilation))];
Run();

// An editor's process is warm: the JIT has seen both kinds of keystroke before the first one counts.
Measure(project.EditDeclaration);
Measure(project.EditBody);
double body = Measure(project.EditBody);
double declaration = Measure(project.EditDeclaration);
Measure(project.EditRemoteMethod);
double method = Measure(project.EditRemoteMethod);
const int Small = 1_000;
const int Large = 5_000;
Warm(Small);
Warm(Large);
double growth = Math.Log(Warm(Large) / Warm(Small)) / Math.Log((double)Large / Small);
double ratio = await LibraryCost.RatioAsync(Library.OfGenerators(), LibraryRounds);
const string Compiler = "raynet-compiler";
string subject = $"generator, {methods:N0} remote methods";
new Line(Compiler, $"{subject}, cold", "ms", cold) { Bound = Bound.Most(1_000) }.Print();
bool isMet = new Line(Compiler, $"{subject}, keystroke in an unrelated body", "ms", [body]) { Bound = Bound.Most(5) }.Print();
new Line(Compiler, $"{subject}, keystroke in an unrelated declaration", "ms", [declaration]).Print();
isMet &= new Line(Compiler, $"{subject}, edit of one method", "ms", [method]) { Bound = Bound.Most(20) }.Print();
isMet &= new Line(Compiler, $"generator, growth from {Small:N0} to {Large:N0} methods", "x", [growth]) { Bound = Bound.Most(1.1) }.Print();
isMet &= new Line(Compiler, "analyzers and generator over code that does not use RayNet, processor time", "x", [ratio]) { Bound = Bound.Most(LibraryCost.Limit) }.Print();
return isMet ? 0 : 1;

double Run()
{
    long start = Stopwatch.GetTimestamp();
    driver = driver.RunGenerators(project.Compilation);
    return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
}

// From nothing, in a process whose JIT has seen it all: the exponent of this is how the work itself grows.
double Warm(int size)
{
    var times = new double[WarmRuns];
    for (int i = 0; i < times.Length; i++)
    {
        Compilation fresh = new SampleProject(size).Compilation;
        GeneratorDriver started = SampleProject.CreateDriver();
        GC.Collect();
        long start = Stopwatch.GetTimestamp();
        started.RunGenerators(fresh);
        times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    Array.Sort(times);
    return times[times.Length / 2];
}

double Measure(Action<int> edit)
{
    var times = new double[Keystrokes];
    for (int i = 0; i < Keystrokes; i++)
    {
        edit(i);
        times[i] = Run();
    }

    Array.Sort(times);
    return times[Keystrokes / 2];
}
