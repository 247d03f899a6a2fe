using System.Collections.Concurrent;
using System.Globalization;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Control;

namespace RayNet.Testing.Nodes;

/// <summary>Asks the head and the nodes how they are, and waits until they are as they should be.</summary>
internal sealed class ClusterWatch : IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, ClusterChannel> _nodes = new(StringComparer.OrdinalIgnoreCase);
    private readonly ClusterChannel _head;
    private readonly TimeSpan _limit;

    private ClusterWatch(ClusterChannel head, TimeSpan limit)
    {
        _head = head;
        _limit = limit;
    }

    internal static async Task<ClusterWatch> OpenAsync(string head, TimeSpan limit, CancellationToken cancellationToken) =>
        new(await ClusterChannel.OpenAsync(ClusterAddress.Parse(head), ClusterCredentials.None, default, null, cancellationToken).ConfigureAwait(false), limit);

    internal async Task<IReadOnlyList<NodeStatus>> ListAsync(CancellationToken cancellationToken)
    {
        NodeRecord[] records = await _head.Head.ListNodesAsync(cancellationToken).ConfigureAwait(false);
        return await Task.WhenAll(records.Select(record => AskAsync(record, cancellationToken))).ConfigureAwait(false);
    }

    internal async Task WaitAsync(Func<IReadOnlyList<NodeStatus>, bool> condition, string what, CancellationToken cancellationToken)
    {
        long start = TimeProvider.System.GetTimestamp();
        IReadOnlyList<NodeStatus> nodes = [];
        string problem = string.Empty;
        while (TimeProvider.System.GetElapsedTime(start) < _limit)
        {
            try
            {
                nodes = await ListAsync(cancellationToken).ConfigureAwait(false);
                if (condition(nodes))
                {
                    return;
                }
            }
            catch (RayException exception) when (exception.Code == RayErrorCode.ClusterUnreachable)
            {
                // A head in a process of its own is still starting.
                problem = exception.Message;
            }

            await Task.Delay(Poll, cancellationToken).ConfigureAwait(false);
        }

        throw new TimeoutException($"Within {_limit.TotalSeconds:0.#} s there was not: {what}. {problem}{string.Concat(nodes.Select(Describe))}");
    }

    public void Dispose()
    {
        _head.Dispose();
        foreach (ClusterChannel node in _nodes.Values)
        {
            node.Dispose();
        }
    }

    private static string Describe(NodeStatus node) => string.Create(
        CultureInfo.InvariantCulture,
        $"\n  {node.Name} {node.Id} {node.Condition} {node.Reason}: {node.Leases} leases, {node.PendingRequests} waiting, {node.StoredObjects} objects ({node.PinnedObjects} pinned, {node.StoreUsedBytes} bytes), {node.WorkerProcesses.Count} workers, free {string.Join(' ', node.Available.Select(static item => $"{item.Key}={item.Value}"))}{(node.HasAnswered ? string.Empty : ", no answer")}");

    private async Task<NodeStatus> AskAsync(NodeRecord record, CancellationToken cancellationToken)
    {
        NodeInfo info = record.Info;
        var status = new NodeStatus(info.Id, info.Name, info.Address, info.IsHead, (NodeCondition)record.Liveness)
        {
            Reason = record.Reason,
            Resources = info.Resources,
            Available = record.Report.Available,
            PendingRequests = record.Report.Pending.Sum(static demand => demand.Count),
        };
        if (record.Liveness is not (NodeLiveness.Alive or NodeLiveness.Draining))
        {
            return status;
        }

        try
        {
            NodeState state = await Channel(info.Address).Node.GetStateAsync(cancellationToken).WaitAsync(AnswerLimit, cancellationToken).ConfigureAwait(false);
            return status with
            {
                HasAnswered = true,
                Available = state.Available,
                WorkerProcesses = [.. state.Workers.Select(static worker => worker.ProcessId)],
                Leases = state.Workers.Sum(static worker => worker.Leases),
                Actors = state.Workers.Sum(static worker => worker.Actors),
                StoredObjects = state.ObjectCount,
                PinnedObjects = state.Objects.Count(static item => item.Pins > 0),
                StoreUsedBytes = state.StoreUsed,
                SpilledBytes = state.SpilledBytes,
                Retries = [.. state.Attempts.Where(static attempt => attempt.Attempt > 1).Select(static attempt => (attempt.Task, attempt.Attempt))],
            };
        }
        catch (Exception exception) when (exception is RayException or TimeoutException)
        {
            // It may be on its way out; the head will say so.
            return status;
        }
    }

    private ClusterChannel Channel(string address) => _nodes.GetOrAdd(address, static (key, head) =>
        ClusterChannel.ToPeer(ClusterAddress.Parse(key), head.Credentials, head.IsTls, default, ConnectionOptions.Default), _head);
}
