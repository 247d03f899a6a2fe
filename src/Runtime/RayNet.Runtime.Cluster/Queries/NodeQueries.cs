using RayNet.Runtime.Cluster.Node;
using RayNet.Runtime.Control;

namespace RayNet.Runtime.Cluster.Queries;

/// <summary>Questions about tasks and actors, at a node: it asks its processes, and for a whole cluster the other nodes and the head.</summary>
internal sealed class NodeQueries(NodeAgent node)
{
    /// <summary>How long a process has for its answer.</summary>
    private static readonly TimeSpan ProcessPatience = TimeSpan.FromSeconds(5);

    /// <summary>How long another node has, which waits for its own processes.</summary>
    private static readonly TimeSpan NodePatience = TimeSpan.FromSeconds(8);

    internal Task<StatePage<TaskInfo>> ListTasksAsync(TaskQuery query, bool all, CancellationToken cancellationToken)
    {
        ClusterPlace? after = ClusterPlace.Parse(query.Continuation);
        return all
            ? StateMerge.PageAsync(Nodes(after, own => ListTasksAsync(query, own, cancellationToken), (other, token) => other.ListTasksAsync(query, false, token)), query.Limit, NodePatience, Time, cancellationToken)
            : ListTasksAsync(query, after, cancellationToken);
    }

    internal Task<TaskCounts> CountTasksAsync(bool all, CancellationToken cancellationToken) => all
        ? StateMerge.CountAsync(Nodes(null, _ => CountTasksAsync(all: false, cancellationToken), static (other, token) => other.CountTasksAsync(false, token)), NodePatience, Time, cancellationToken)
        : StateMerge.CountAsync([.. Processes(null).Select(item => new StateSource<TaskCounts>(NameOf(item.Process), item.Service.CountTasksAsync))], ProcessPatience, Time, cancellationToken);

    internal Task<StatePage<ActorInfo>> ListActorsAsync(ActorQuery query, bool all, CancellationToken cancellationToken)
    {
        ClusterPlace? after = ClusterPlace.Parse(query.Continuation);
        return all
            ? StateMerge.PageAsync([.. Head(query, after), .. Nodes(after, own => ListActorsAsync(query, own, cancellationToken), (other, token) => other.ListActorsAsync(query, false, token))], query.Limit, NodePatience, Time, cancellationToken)
            : ListActorsAsync(query, after, cancellationToken);
    }

    private TimeProvider Time => node.Options.TimeProvider;

    private Task<StatePage<TaskInfo>> ListTasksAsync(TaskQuery query, ClusterPlace? after, CancellationToken cancellationToken) =>
        StateMerge.PageAsync(Ask(after, (service, place, token) => service.ListTasksAsync(query with { Continuation = place }, token)), query.Limit, ProcessPatience, Time, cancellationToken);

    private Task<StatePage<ActorInfo>> ListActorsAsync(ActorQuery query, ClusterPlace? after, CancellationToken cancellationToken) =>
        StateMerge.PageAsync(Ask(after, (service, place, token) => service.ListActorsAsync(query with { Continuation = place }, token)), query.Limit, ProcessPatience, Time, cancellationToken);

    /// <summary>The actors that no process owns.</summary>
    private IEnumerable<StateSource<StatePage<ActorInfo>>> Head(ActorQuery query, ClusterPlace? after) => after is null || after.MayAsk(default)
        ? [new("The head", async token => Within(default, 0, await node.Head.FindActorsAsync(query with { Continuation = after?.For(default, 0) }, token).ConfigureAwait(false)))]
        : [];

    /// <summary>The processes of this node from a place on.</summary>
    private StateSource<StatePage<T>>[] Ask<T>(ClusterPlace? after, Func<IProcessService, string?, CancellationToken, Task<StatePage<T>>> ask) =>
        [.. Processes(after).Select(item => new StateSource<StatePage<T>>(
            NameOf(item.Process),
            async token => Within(node.Options.Id, item.Process, await ask(item.Service, after?.For(node.Options.Id, item.Process), token).ConfigureAwait(false))))];

    private IEnumerable<(ulong Process, IProcessService Service)> Processes(ClusterPlace? after) => node.ProcessServices()
        .Where(item => after is null || after.MayAsk(node.Options.Id, item.Process))
        .OrderBy(static item => item.Process);

    /// <summary>All nodes from a place on.</summary>
    private StateSource<T>[] Nodes<T>(ClusterPlace? after, Func<ClusterPlace?, Task<T>> askOwn, Func<INodeService, CancellationToken, Task<T>> ask) =>
        [.. (node.Peers?.Services() ?? [])
            .Select(other => (other.Id, Source: new StateSource<T>($"Node {other.Id}", token => ask(other.Service, token))))
            .Append((Id: node.Options.Id, Source: new StateSource<T>($"Node {node.Options.Id}", _ => askOwn(after))))
            .Where(item => after is null || after.MayAsk(item.Id))
            .OrderBy(static item => item.Id, Comparer<NodeId>.Create(ClusterPlace.Compare))
            .Select(static item => item.Source)];

    private string NameOf(ulong process) => $"Process {process:x16} of node {node.Options.Id}";

    /// <summary>The same page, with places that tell the process.</summary>
    private static StatePage<T> Within<T>(NodeId node, ulong process, StatePage<T> page) => page with { Places = [.. page.Places.Select(place => new ClusterPlace(node, process, place).ToString())] };
}
