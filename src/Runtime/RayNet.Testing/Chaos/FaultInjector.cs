using System.Globalization;

namespace RayNet.Testing;

/// <summary>Chooses what a fault hits, breaks it and mends it. Who is broken already is not chosen again until it is mended.</summary>
internal sealed class FaultInjector(RayCluster cluster, ChaosOptions options)
{
    private readonly Lock _gate = new();
    private readonly HashSet<RayNode> _broken = [];
    private bool _headIsBroken;

    /// <exception cref="InvalidOptionException">A kind is not possible.</exception>
    internal static void Check(RayCluster cluster, ChaosOptions options)
    {
        foreach (FaultKind kind in options.Kinds.Distinct())
        {
            bool isPossible = kind switch
            {
                FaultKind.KillHead => cluster.Mode == NodeMode.Process,
                FaultKind.FreezeNode or FaultKind.FreezeHead => cluster.Mode == NodeMode.Process && !OperatingSystem.IsWindows(),
                FaultKind.Partition or FaultKind.DelayLinks or FaultKind.PressMemory => cluster.Mode == NodeMode.InProcess,
                FaultKind.Custom => options.CustomFault is not null,
                _ => true,
            };
            if (!isPossible)
            {
                throw new InvalidOptionException($"{nameof(FaultKind)}.{kind} is not possible: {(kind == FaultKind.Custom ? $"set {nameof(ChaosOptions)}.{nameof(ChaosOptions.CustomFault)}" : $"the nodes run as {nameof(NodeMode)}.{cluster.Mode} on this system")}. Take it out of {nameof(ChaosOptions.Kinds)}.");
            }
        }
    }

    internal Task<Injection> InjectAsync(Fault fault) => fault.Kind switch
    {
        FaultKind.KillWorker => KillWorkerAsync(fault),
        FaultKind.KillHead => WithHeadAsync(KillHeadAsync),
        FaultKind.FreezeHead => WithHeadAsync(head => FreezeHeadAsync(head, fault.Duration)),
        FaultKind.Custom => CustomAsync(fault),
        _ => Task.FromResult(WithNode(fault)),
    };

    private async Task<Injection> CustomAsync(Fault fault) => Injection.Of(await options.CustomFault!(fault.Choice, CancellationToken.None).ConfigureAwait(false));

    private async Task<Injection> KillWorkerAsync(Fault fault)
    {
        IReadOnlyList<NodeStatus> nodes;
        try
        {
            nodes = await cluster.ListNodesAsync().ConfigureAwait(false);
        }
        catch (RayException exception)
        {
            return Injection.None($"no worker, since the head does not answer ({exception.Code})");
        }

        (string Node, int Process)[] workers = [.. nodes.OrderBy(static node => node.Name, StringComparer.Ordinal).SelectMany(static node => node.WorkerProcesses.Where(static id => id > 0 && id != Environment.ProcessId).Select(id => (node.Name, id)))];
        if (workers.Length == 0)
        {
            return Injection.None("no worker");
        }

        (string name, int process) = workers[fault.Choice % (uint)workers.Length];
        RayCluster.KillWorker(process);
        return Injection.Of(string.Create(CultureInfo.InvariantCulture, $"worker {process} of {name}"));
    }

    private async Task<Injection> WithHeadAsync(Func<RayNode, Task> act)
    {
        lock (_gate)
        {
            if (_headIsBroken)
            {
                return Injection.None("the head is broken already");
            }

            _headIsBroken = true;
        }

        RayNode head;
        try
        {
            head = await cluster.FindHeadAsync().ConfigureAwait(false);
        }
        catch
        {
            Mended();
            throw;
        }

        return Injection.Of($"the head, process {head.ProcessId}", MendAsync());

        async Task MendAsync()
        {
            try
            {
                await act(head).ConfigureAwait(false);
            }
            finally
            {
                Mended();
            }
        }

        void Mended()
        {
            lock (_gate)
            {
                _headIsBroken = false;
            }
        }
    }

    private async Task KillHeadAsync(RayNode head)
    {
        await head.Process.KillAsync().ConfigureAwait(false);
        await Task.Delay(options.ReplacementDelay).ConfigureAwait(false);
        await cluster.RestartHeadAsync().ConfigureAwait(false);
    }

    private async Task FreezeHeadAsync(RayNode head, TimeSpan duration)
    {
        await cluster.FreezeAsync(head).ConfigureAwait(false);
        await Task.Delay(duration).ConfigureAwait(false);
        cluster.Thaw(head);

        // Of several, another one may lead by now.
        await cluster.FindHeadAsync().ConfigureAwait(false);
    }

    private Injection WithNode(Fault fault)
    {
        RayNode node;
        RayNode other;
        lock (_gate)
        {
            RayNode[] nodes = [.. cluster.Nodes.Where(node => !node.IsHead && !_broken.Contains(node))];
            if (nodes.Length == 0)
            {
                return Injection.None("no node that is whole");
            }

            node = nodes[fault.Choice % (uint)nodes.Length];
            RayNode[] others = [.. cluster.Nodes.Where(item => item != node && !_broken.Contains(item))];
            other = others.Length == 0 ? cluster.Head : others[fault.Choice / 7 % (uint)others.Length];
            _broken.Add(node);
        }

        string target = fault.Kind is FaultKind.Partition or FaultKind.DelayLinks ? $"{node} and {other}" : node.ToString();
        return Injection.Of(target, MendAsync());

        async Task MendAsync()
        {
            try
            {
                await ActAsync(fault, node, other).ConfigureAwait(false);
            }
            finally
            {
                lock (_gate)
                {
                    _broken.Remove(node);
                }
            }
        }
    }

    private async Task ActAsync(Fault fault, RayNode node, RayNode other)
    {
        switch (fault.Kind)
        {
            case FaultKind.KillNode:
                await cluster.KillNodeAsync(node).ConfigureAwait(false);
                await ReplaceAsync(node).ConfigureAwait(false);
                break;
            case FaultKind.FreezeNode:
                await cluster.FreezeAsync(node).ConfigureAwait(false);
                await Task.Delay(fault.Duration).ConfigureAwait(false);
                cluster.Thaw(node);
                await FollowIfGivenUpAsync(node).ConfigureAwait(false);
                break;
            case FaultKind.Partition:
                cluster.Partition(node, other);
                await Task.Delay(fault.Duration).ConfigureAwait(false);
                cluster.Heal();
                await FollowIfGivenUpAsync(node).ConfigureAwait(false);
                break;
            case FaultKind.DelayLinks:
                cluster.DelayLinks(node, other, options.LinkDelay);
                await Task.Delay(fault.Duration).ConfigureAwait(false);
                cluster.DelayLinks(node, other, TimeSpan.Zero);
                break;
            case FaultKind.FillDisk:
                cluster.FillDisk(node);
                await Task.Delay(fault.Duration).ConfigureAwait(false);
                cluster.FreeDisk(node);
                break;
            case FaultKind.PressMemory:
                cluster.SetMemoryPressure(node, isShort: true);
                await Task.Delay(fault.Duration).ConfigureAwait(false);
                cluster.SetMemoryPressure(node, isShort: false);
                break;
        }
    }

    private async Task ReplaceAsync(RayNode node)
    {
        await Task.Delay(options.ReplacementDelay).ConfigureAwait(false);
        await cluster.AddNodeAsync(node.Options).ConfigureAwait(false);
    }

    /// <summary>A node that was given up meanwhile has to hear of it and to come back by itself, as a new node.</summary>
    private async Task FollowIfGivenUpAsync(RayNode node)
    {
        NodeCondition found = NodeCondition.Unreachable;
        await cluster.WaitForAsync(
            nodes => (found = nodes.FirstOrDefault(status => status.Id == node.Id)?.Condition ?? NodeCondition.Dead) is NodeCondition.Alive or NodeCondition.Dead or NodeCondition.Draining,
            $"node {node} being back or given up").ConfigureAwait(false);
        if (found == NodeCondition.Dead)
        {
            await cluster.WaitForReturnAsync(node).WaitAsync(options.RecoveryLimit).ConfigureAwait(false);
        }
    }
}
