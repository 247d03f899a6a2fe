using System.CommandLine;
using System.Globalization;
using RayNet.Cli.Clusters;
using RayNet.Cli.Output;
using RayNet.Cli.Views;
using RayNet.Runtime.Control;

namespace RayNet.Cli.Commands;

/// <summary><c>raynet status</c>: nodes, what is used of their resources, what waits, which jobs run.</summary>
internal static class StatusCommand
{
    internal static Command Create(Screen screen) => QueryCommand.Create(
        "status",
        "Shows the nodes of a cluster, their resources, what waits for resources, and the jobs that run.",
        screen,
        ReadAsync,
        CliJson.Default.StatusView,
        status => Write(screen, status));

    private static async Task<StatusView> ReadAsync(ClusterLink link, CancellationToken cancellationToken)
    {
        IHeadService head = link.Channel.Head;
        ClusterInfo info = await link.AskAsync(token => head.GetClusterAsync(token), cancellationToken).ConfigureAwait(false);
        NodeRecord[] nodes = await link.AskAsync(token => head.ListNodesAsync(token), cancellationToken).ConfigureAwait(false);
        JobRecord[] jobs = await link.AskAsync(token => head.ListJobsAsync(token), cancellationToken).ConfigureAwait(false);
        NodeRecord[] living = [.. nodes.Where(static node => node.Liveness != NodeLiveness.Dead)];
        return new StatusView
        {
            Cluster = new Views.ClusterView { Id = info.ClusterId.ToString("x16", CultureInfo.InvariantCulture), Address = link.Channel.Address.HostAndPort, Version = info.Version, StartedAt = info.StartedAt },
            Resources = Sum(living),
            Nodes = [.. living.Select(ViewFactory.Of)],
            Pending = Demands(living),
            Jobs = [.. jobs.Where(static job => job.EndedAt is null).Select(ViewFactory.Of)],
        };
    }

    private static List<ResourceView> Sum(NodeRecord[] nodes)
    {
        IEnumerable<string> names = nodes.SelectMany(static node => node.Info.Resources.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return
        [
            .. from name in names
               let total = nodes.Sum(node => node.Info.Resources.GetValueOrDefault(name))
               let free = nodes.Sum(node => node.Report.Available.GetValueOrDefault(name))
               select new ResourceView { Name = name, Total = total, Used = Math.Max(0, total - free) },
        ];
    }

    private static List<DemandView> Demands(NodeRecord[] nodes) =>
    [
        .. nodes.SelectMany(static node => node.Report.Pending)
            .GroupBy(static demand => Show.Resources(demand.Resources), StringComparer.Ordinal)
            .OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(static group => new DemandView { Resources = group.First().Resources, Count = group.Sum(static demand => demand.Count) }),
    ];

    private static void Write(Screen screen, StatusView status)
    {
        screen.Line($"Cluster {status.Cluster.Id} at {status.Cluster.Address}, RayNet {status.Cluster.Version}, since {Show.Time(status.Cluster.StartedAt)}");
        screen.Line();
        screen.Table(
            "Nodes",
            ["ID", "NAME", "ADDRESS", "STATE", "USED", "WORKERS", "STORE", "MEMORY", "KILLS", "IDLE"],
            [.. status.Nodes.Select(static node => (string[])[node.Id, node.IsHead ? $"{node.Name} (head)" : node.Name, Show.Text(node.Address), node.State, Show.Used(node.Total, node.Available), Show.Number(node.Workers), $"{Show.Bytes(node.StoreUsed)}/{Show.Bytes(node.StoreCapacity)}", node.MemoryTotal == 0 ? Show.Text(string.Empty) : $"{Show.Bytes(node.MemoryUsed)}/{Show.Bytes(node.MemoryTotal)}", Show.Number(node.MemoryKills), node.IdleSeconds > 0 ? $"{node.IdleSeconds:0} s" : Show.Text(string.Empty)])],
            "none");
        screen.Line();
        screen.Table(
            "Resources",
            ["NAME", "USED", "TOTAL"],
            [.. status.Resources.Select(static resource => (string[])[resource.Name, Show.Quantity(resource.Name, resource.Used), Show.Quantity(resource.Name, resource.Total)])],
            "none");
        screen.Line();
        screen.Table("Waiting for resources", ["COUNT", "EACH"], [.. status.Pending.Select(static demand => (string[])[Show.Number(demand.Count), Show.Resources(demand.Resources)])], "nothing");
        screen.Line();
        screen.Table("Running jobs", ["ID", "ENTRY POINT", "SINCE"], [.. status.Jobs.Select(static job => (string[])[job.Id, job.EntryPoint, Show.Time(job.StartedAt)])], "none");
    }
}
