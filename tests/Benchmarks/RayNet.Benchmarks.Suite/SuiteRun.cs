using System.Diagnostics;
using System.Globalization;
using RayNet.Benchmarks.Suite.Results;
using RayNet.Benchmarks.Suite.Subjects;

namespace RayNet.Benchmarks.Suite;

/// <summary>Runs everything in turn: those that are compared with each other several times, one after the other, so that all see the same machine.</summary>
internal static class SuiteRun
{
    private static readonly string[] s_compared = ["orleans", "proto-remote"];
    private static readonly string[] s_floors = ["pipelines-uds", "grpc-stream-tcp"];
    private static readonly string[] s_slow = ["akka", "dask"];

    private static readonly string[] s_scale =
    [
        "1,000,000 queued tasks, submitted and finished", "queued task, memory of the driver", "submitting at 1,000,000 queued tasks, ratio to 1,000", "10,000 arguments to one task", "3,000 returns of one task", "get of 10,000 objects",
        "placement group create/removal", "1,000 placement groups at once", "actor create and first call", "memory of an idle actor", "actors at once, each called", "state API with 1,000,000 tasks",
        "echo by size, 8 in flight", "1:1 actor calls sync, percentile", "single client tasks async, by worker processes",
    ];

    internal static async Task<ResultSet> RunAsync(SuiteOptions options, string? peers)
    {
        var results = new ResultSet();
        for (int round = 0; round < options.Rounds; round++)
        {
            foreach (Subject subject in Compared(peers, isFirst: round == 0))
            {
                await RunAsync(subject, options, results);
            }
        }

        foreach (Subject subject in Single(peers))
        {
            // Those that are far behind need no second look.
            await RunAsync(subject, s_slow.Contains(subject.Name) ? options with { Runs = 1, WarmUp = options.Seconds } : options, results);
        }

        return results;
    }

    private static IEnumerable<Subject> Compared(string? peers, bool isFirst) =>
    [
        new Driver("calls", [], [.. Metrics.Calls, .. Metrics.Actors, "cold start of a started driver to first reply"]),
        new Driver("payloads", [], Metrics.Echoes),
        new TwoNodes(HasTls: false),

        // Beside the same nodes without TLS, which are compared with others as well.
        .. isFirst ? (Subject[])[new TwoNodes(HasTls: true)] : [],
        .. Peers(s_compared, peers),
    ];

    private static IEnumerable<Subject> Single(string? peers) =>
    [
        .. Peers(s_floors, peers),
        .. Peers(s_slow, peers),
        new Driver("starts", [], Metrics.ColdStart, "worker start to connected", "worker starts, 16 at once", "worker start to first task"),
        new Driver("objects", [], "put 1 MiB", "put 64 MiB", "put 1 GiB", "get 1 GiB", "sum of 1 GiB"),
        new Driver("scale", [], s_scale),
        new TwoNodes(HasTls: false, IsNear: true),
        new InProcessNodes(),
        new Driver("calls", ["--embedded"], Metrics.Calls),
        new Driver("scale", ["--embedded"], s_scale),
        new Embedded("paired", [], [.. Metrics.Calls, "blocking get", "small put+get", "record argument: generated copy", "actor create + first call"]) { TakesFilters = true },
        new Embedded("startup", ["artifacts/bin/HelloTask/release/HelloTask.dll", "artifacts/bin/EmptyConsole/release/EmptyConsole.dll"], "InitAsync", "process start to first result"),
        new Embedded("scheduling", [], "placement decision", "1,000,000 tasks on"),
        new Embedded("head", [], "head with 2,000 nodes that report once a second", "head, processor time for each node", "head, bytes told by nodes that report once a second"),
        new Generator(),
    ];

    private static IEnumerable<Subject> Peers(string[] names, string? folder) => folder is null ? [] : names.Select(name => new Peer(name, folder));

    private static async Task RunAsync(Subject subject, SuiteOptions options, ResultSet results)
    {
        if (!subject.IsWanted(options.Filters))
        {
            return;
        }

        long begin = Stopwatch.GetTimestamp();
        try
        {
            await subject.RunAsync(options, results.Add);
        }
        catch (InvalidOperationException exception)
        {
            // The others still count; what is missing is missing in the table.
            Console.Error.WriteLine($"{subject.Name}: {exception.Message}");
        }

        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{subject.Name}: {Stopwatch.GetElapsedTime(begin).TotalSeconds:0} s"));
    }
}
