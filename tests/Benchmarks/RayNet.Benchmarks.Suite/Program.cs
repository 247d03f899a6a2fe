// Everything that targets.md names, in one run: JSON lines, a table of ratios with met or missed, and with --page the tables and plots of docs/performance.
//   RayNet.Benchmarks.Suite [--peers FOLDER] [--page] [--runs 3] [--seconds 0.25] [--rounds 2] [part of a metric's name ...]
//   RayNet.Benchmarks.Suite stages [--page] [--verbose] [part of a name ...]    where the time goes
//   RayNet.Benchmarks.Suite gate FOLDER [--rounds 9] ...        this build beside the one in another folder; exit code 1 when a metric has regressed
// Runs in the repository's root, with everything built.
using System.CommandLine;
using RayNet.Benchmarks.Suite;
using RayNet.Benchmarks.Suite.Gate;
using RayNet.Benchmarks.Suite.Pages;
using RayNet.Benchmarks.Suite.Results;
using RayNet.Benchmarks.Suite.Stages;
using RayNet.Benchmarks.Suite.Targets;

var filters = new Argument<string[]>("metric") { Description = "Parts of metrics' names; none is all.", Arity = ArgumentArity.ZeroOrMore };
var peers = new Option<string?>("--peers") { Description = "The folder of the peers' harness, in which it may build." };
var page = new Option<bool>("--page") { Description = "Writes docs/performance.md and docs/performance." };
var runs = new Option<int>("--runs") { Description = "Repetitions in a round.", DefaultValueFactory = static _ => 3 };
var seconds = new Option<double>("--seconds") { Description = "One repetition.", DefaultValueFactory = static _ => 0.25 };
var rounds = new Option<int?>("--rounds") { Description = "How often those that are compared take their turn." };

var root = new RootCommand("Measures RayNet beside its peers.") { filters, peers, page, runs, seconds, rounds };
root.SetAction(async parsed =>
{
    var options = new SuiteOptions(parsed.GetValue(runs), parsed.GetValue(seconds), parsed.GetValue(rounds) ?? 2, parsed.GetValue(filters) ?? []);
    ResultSet results = await SuiteRun.RunAsync(options, parsed.GetValue(peers));
    IReadOnlyList<Verdict> verdicts = TargetTable.Judge(results);
    VerdictTable.Write(verdicts);
    if (parsed.GetValue(page))
    {
        PerformancePage.Write("docs/performance.md", results, verdicts);
        Plots.Write("docs/performance", results);
    }

    return verdicts.All(static verdict => verdict.IsMet) ? 0 : 1;
});

var parent = new Argument<string>("folder") { Description = "A working tree of the repository in which the benchmarks are built." };
var gate = new Command("gate", "This build beside another one.") { parent, filters, runs, seconds, rounds };
gate.SetAction(parsed => GateRun.RunAsync(
    new SuiteOptions(1, parsed.GetValue(seconds), parsed.GetValue(rounds) ?? 9, parsed.GetValue(filters) ?? []),
    ".",
    parsed.GetRequiredValue(parent)));
root.Subcommands.Add(gate);

var verbose = new Option<bool>("--verbose") { Description = "Also the methods that were seen most." };
var stages = new Command("stages", "Where the time goes.") { filters, verbose, page };
stages.SetAction(async parsed =>
{
    IReadOnlyList<StageShare> shares = await StagesRun.RunAsync(parsed.GetValue(filters) ?? [], parsed.GetValue(verbose));
    if (parsed.GetValue(page))
    {
        PerformancePage.Write("docs/performance.md", shares);
    }
});
root.Subcommands.Add(stages);
return await root.Parse(args).InvokeAsync();
