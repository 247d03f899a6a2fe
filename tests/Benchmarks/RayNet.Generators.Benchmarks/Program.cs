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
const string Compiler = "raynet-compiler";
string subject = $"generator, {methods:N0} remote methods";
new Line(Compiler, $"{subject}, cold", "ms", cold) { Bound = Bound.Most(1_000) }.Print();
bool isMet = new Line(Compiler, $"{subject}, keystroke in an unrelated body", "ms", [body]) { Bound = Bound.Most(5) }.Print();
new Line(Compiler, $"{subject}, keystroke in an unrelated declaration", "ms", [declaration]).Print();
return isMet ? 0 : 1;

double Run()
{
    long start = Stopwatch.GetTimestamp();
    driver = driver.RunGenerators(project.Compilation);
    return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
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
