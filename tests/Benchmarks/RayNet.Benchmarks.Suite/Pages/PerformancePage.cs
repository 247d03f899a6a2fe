using System.Globalization;
using System.Text;
using RayNet.Benchmarks.Suite.Results;
using RayNet.Benchmarks.Suite.Stages;
using RayNet.Benchmarks.Suite.Targets;

namespace RayNet.Benchmarks.Suite.Pages;

/// <summary>Writes the measured tables into the page, between the marks that name them; the words around them stay.</summary>
internal static class PerformancePage
{
    private static readonly string[] s_peers = ["raynet", "orleans", "proto-remote", "akka", "dask", "pipelines-uds", "grpc-stream-tcp"];

    private static readonly string[] s_nodes = ["raynet-nodes", "raynet-nodes-tls", "raynet-nodes-near"];

    private static readonly string[] s_calls =
    [
        "1:1 actor calls sync p50", "1:1 actor calls sync p99", "1:1 actor calls async", "1:n actor calls async", "n:n actor calls async", "single client tasks sync p50", "single client tasks async",
        "bursts of 10 tasks", "actor create and first call, 1k", "memory per idle actor, 10k", "echo 1 KiB, 8 in flight", "echo 64 KiB, 8 in flight", "echo 1 MiB, 8 in flight", "echo 64 MiB, 8 in flight",
        "cold start, both processes to first reply",
    ];

    private static readonly string[] s_nodeCalls =
    [
        "1:1 actor calls sync p50", "1:1 actor calls async", "single client tasks sync p50", "single client tasks async", "bursts of 10 tasks", "sync call direct, ratio to a route through the head's node",
        "1 GiB object node to node", "1 GiB over a bare TCP socket", "1 GiB object node to node, ratio to a bare TCP socket",
    ];

    internal static void Write(string page, ResultSet results, IReadOnlyList<Verdict> verdicts)
    {
        string text = File.ReadAllText(page);
        text = Replace(text, "targets", Verdicts(verdicts));
        text = Replace(text, "peers", Columns(results, s_calls, s_peers));
        text = Replace(text, "nodes", Columns(results, s_nodeCalls, s_nodes));
        text = Replace(text, "ray", Ray(results));
        File.WriteAllText(page, text);
    }

    internal static void Write(string page, IReadOnlyList<StageShare> shares) =>
        File.WriteAllText(page, Replace(File.ReadAllText(page), "stages", Stages(shares)));

    private static string Stages(IReadOnlyList<StageShare> shares)
    {
        string[] stages = [.. Stage.All.Select(static stage => stage.Name).Append(Stage.Other).Where(name => shares.Any(share => share.Shares.ContainsKey(name)))];
        var table = new StringBuilder("| Measured | Metric | Process |");
        table.AppendJoin("|", stages.Select(static stage => $" {stage} ")).Append("|\n|---|---|---|");
        table.Insert(table.Length, "---|", stages.Length).Append('\n');
        foreach (StageShare share in shares)
        {
            table.Append(CultureInfo.InvariantCulture, $"| {share.Workload.Peer} | {share.Workload.Name} | {share.Process} |");
            table.AppendJoin("|", stages.Select(stage => share.Shares.TryGetValue(stage, out double part) ? part.ToString(" 0% ", CultureInfo.InvariantCulture) : " ")).Append("|\n");
        }

        return table.ToString();
    }

    private static string Verdicts(IReadOnlyList<Verdict> verdicts)
    {
        var table = new StringBuilder("| Measured | Metric | Value (range) | Beside | Ratio | Target | |\n|---|---|---|---|---|---|---|\n");
        foreach (Verdict verdict in verdicts)
        {
            string beside = verdict.Other is { } other ? $"{other.Peer}: {Figures.Of(other)}" : string.Empty;
            string ratio = verdict.Other is null ? string.Empty : Figures.Of(verdict.Ratio, "x");
            table.Append(CultureInfo.InvariantCulture, $"| {verdict.Own.Peer} | {verdict.Own.Metric} | {Figures.Of(verdict.Own)} ({Figures.Range(verdict.Own)}) | {beside} | {ratio} | {Figures.Limit(verdict)} | {(verdict.IsMet ? "met" : "**missed**")} |\n");
        }

        return table.ToString();
    }

    private static string Columns(ResultSet results, IReadOnlyList<string> metrics, IReadOnlyList<string> peers)
    {
        string[] measured = [.. peers.Where(peer => metrics.Any(metric => results.Find(peer, metric) is not null))];
        var table = new StringBuilder("| Metric |");
        table.AppendJoin("|", measured.Select(static peer => $" {peer} ")).Append("|\n|---|");
        table.Insert(table.Length, "---|", measured.Length).Append('\n');
        foreach (string metric in metrics.Where(metric => measured.Any(peer => results.Find(peer, metric) is not null)))
        {
            table.Append(CultureInfo.InvariantCulture, $"| {metric} |");
            foreach (string peer in measured)
            {
                table.Append(results.Find(peer, metric) is { } value ? $" {Figures.Of(value)} |" : " |");
            }

            table.Append('\n');
        }

        return table.ToString();
    }

    private static string Ray(ResultSet results)
    {
        var table = new StringBuilder("| Ray's name | Ray 2.48.0, 64 cores, per second | RayNet, a worker process, 2 cores | RayNet, two nodes, 2 cores |\n|---|---|---|---|\n");
        foreach ((string metric, string name, double perSecond) in RayFigures.All)
        {
            table.Append(CultureInfo.InvariantCulture, $"| {name} | {perSecond:N0} | {Value("raynet", metric)} | {Value("raynet-nodes", metric)} |\n");
        }

        return table.ToString();

        string Value(string peer, string metric) => results.Find(peer, metric) is { } value ? value.Value.ToString("N0", CultureInfo.InvariantCulture) : string.Empty;
    }

    private static string Replace(string text, string name, string table)
    {
        string begin = $"<!-- measured: {name} -->\n";
        const string end = "<!-- end -->";
        int from = text.IndexOf(begin, StringComparison.Ordinal);
        int to = from < 0 ? -1 : text.IndexOf(end, from, StringComparison.Ordinal);
        return to < 0
            ? throw new InvalidOperationException($"The page has no table \"{name}\": it is between <!-- measured: {name} --> and {end}.")
            : $"{text[..(from + begin.Length)]}\n{table}\n{text[to..]}";
    }
}
