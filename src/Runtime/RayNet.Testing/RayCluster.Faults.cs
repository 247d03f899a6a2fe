using RayNet.Testing.Nodes;

namespace RayNet.Testing;

/// <content>Faults of whole processes, of links, disks and memory.</content>
public sealed partial class RayCluster
{
    private readonly Dictionary<RayNode, int[]> _frozen = [];
    private readonly HashSet<string> _filled = [];

    /// <summary>Where its nodes run.</summary>
    public NodeMode Mode => _options.Mode;

    internal string Folder => _folder;

    /// <summary>Ends a worker process at once, as <c>kill -9</c>. One that has ended already is left alone.</summary>
    /// <param name="processId">The system's id of the process, of <see cref="NodeStatus.WorkerProcesses"/>.</param>
    public static void KillWorker(int processId) => ProcessSignals.Kill(processId);

    /// <summary>
    /// Ends the head and the node in its process at once, as <c>kill -9</c>; <see cref="RestartHeadAsync"/> starts it again. Until then nothing that asks the head completes, unless there are several: of those it is the one that leads. Only for
    /// <see cref="NodeMode.Process"/>.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task KillHeadAsync(CancellationToken cancellationToken = default)
    {
        RequireProcesses();
        RayNode head = await FindHeadAsync(cancellationToken).ConfigureAwait(false);
        await head.Process.KillAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts a head that was killed, at the same port and on the same storage. It has joined when this completes. Of several, it stands by where another one leads. Only for
    /// <see cref="NodeMode.Process"/>.</summary>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>The node beside the head that leads.</returns>
    public async Task<RayNode> RestartHeadAsync(CancellationToken cancellationToken = default)
    {
        RequireProcesses();
        if (_heads is { } heads)
        {
            return await heads.StartAsync(cancellationToken).ConfigureAwait(false) > 0
                ? await FindHeadAsync(cancellationToken).ConfigureAwait(false)
                : throw new InvalidOperationException($"All heads run. End one first, with {nameof(KillHeadAsync)}.");
        }

        RayNode old = Head;
        if (!old.Process.Ended.IsCompleted)
        {
            throw new InvalidOperationException($"The head runs. End it first, with {nameof(KillHeadAsync)}.");
        }

        ITestNode process = await ToolNode.StartAsync(old.Options, null, FolderOf(0), _options, cancellationToken, old.Process.Port).ConfigureAwait(false);
        return await AddAsync(old.Options, NodeMode.Process, process, cancellationToken, old).ConfigureAwait(false);
    }

    /// <summary>
    /// Has a node and its workers stand still, until <see cref="Thaw"/>. Their connections stay open and are silent, as those of a machine that hangs or is cut off. Only for
    /// <see cref="NodeMode.Process"/>, and not on Windows.
    /// </summary>
    /// <param name="node">The node; the head's as well.</param>
    public Task FreezeAsync(RayNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        RequireProcesses();
        ProcessSignals.Stop(node.ProcessId);
        int[] all = [node.ProcessId, .. ProcessSignals.ChildrenOf(node.ProcessId)];
        foreach (int process in all)
        {
            ProcessSignals.Stop(process);
        }

        lock (_gate)
        {
            _frozen[node] = all;
        }

        return Task.CompletedTask;
    }

    /// <summary>Undoes <see cref="FreezeAsync"/>.</summary>
    /// <param name="node">The node.</param>
    public void Thaw(RayNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        int[]? all;
        lock (_gate)
        {
            _frozen.Remove(node, out all);
        }

        foreach (int process in all ?? [])
        {
            ProcessSignals.Continue(process);
        }
    }

    private void ThawAll()
    {
        RayNode[] frozen;
        lock (_gate)
        {
            frozen = [.. _frozen.Keys];
        }

        foreach (RayNode node in frozen)
        {
            Thaw(node);
        }
    }

    /// <summary>What each of two nodes reads from the other comes later. Holds for connections that there are as well. Only for <see cref="NodeMode.InProcess"/>.</summary>
    /// <param name="first">A node.</param>
    /// <param name="second">Another one.</param>
    /// <param name="delay">How much later; zero for not at all.</param>
    public void DelayLinks(RayNode first, RayNode second, TimeSpan delay)
    {
        (NodeNetwork firstNetwork, NodeNetwork secondNetwork) = NetworksOf(first, second);
        Require(first, delay > TimeSpan.Zero);
        firstNetwork.Delay(second.Address, delay);
        secondNetwork.Delay(first.Address, delay);
    }

    /// <summary>
    /// Connections between two nodes stay open, and nothing comes through them any more, until <see cref="Heal"/>: they are half open. New ones are made and are silent as well. Only for
    /// <see cref="NodeMode.InProcess"/>.
    /// </summary>
    /// <param name="first">A node.</param>
    /// <param name="second">Another one.</param>
    public void Silence(RayNode first, RayNode second)
    {
        (NodeNetwork firstNetwork, NodeNetwork secondNetwork) = NetworksOf(first, second);
        lock (_gate)
        {
            _cuts.Add((first, second));
        }

        firstNetwork.Silence(second.Address);
        secondNetwork.Silence(first.Address);
    }

    /// <summary>
    /// Fills the disk of <see cref="NodeOptions.ObjectSpillingDirectory"/>, until <see cref="FreeDisk"/>. Only where that disk has 1 GiB at most, such as a tmpfs that was mounted for the test: a machine's
    /// own disk is not filled.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <exception cref="InvalidOperationException">The node has no such directory, or its disk is larger.</exception>
    public void FillDisk(RayNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        Require(node, isFault: true);
        string directory = DiskBallast.Fill(node.Options.ObjectSpillingDirectory);
        lock (_gate)
        {
            _filled.Add(directory);
        }
    }

    /// <summary>Undoes <see cref="FillDisk"/>.</summary>
    /// <param name="node">The node.</param>
    public void FreeDisk(RayNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (node.Options.ObjectSpillingDirectory is { } directory)
        {
            Free(Path.GetFullPath(directory));
        }
    }

    /// <summary>Has a node believe that its memory is short, so that it stops workers as it does then. Only for <see cref="NodeMode.InProcess"/>.</summary>
    /// <param name="node">The node.</param>
    /// <param name="isShort">Whether it is.</param>
    public void SetMemoryPressure(RayNode node, bool isShort)
    {
        ArgumentNullException.ThrowIfNull(node);
        Require(node, isShort);
        PretendedMemory memory = node.Process.Memory ?? throw new InvalidOperationException($"The memory of nodes in processes of their own is the machine's. Start the cluster with {nameof(NodeMode)}.{nameof(NodeMode.InProcess)}.");
        memory.IsShort = isShort;
    }

    private static (NodeNetwork First, NodeNetwork Second) NetworksOf(RayNode first, RayNode second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return first.Process.Network is { } firstNetwork && second.Process.Network is { } secondNetwork
            ? (firstNetwork, secondNetwork)
            : throw new InvalidOperationException($"The connections of nodes in processes of their own cannot be cut. Start the cluster with {nameof(NodeMode)}.{nameof(NodeMode.InProcess)}.");
    }

    /// <summary>What was filled for a test does not stay so after it.</summary>
    private void FreeDisks()
    {
        string[] filled;
        lock (_gate)
        {
            filled = [.. _filled];
        }

        foreach (string directory in filled)
        {
            Free(directory);
        }
    }

    private void Free(string directory)
    {
        lock (_gate)
        {
            if (!_filled.Remove(directory))
            {
                return;
            }
        }

        DiskBallast.Free(directory);
    }

    /// <summary>A fault is for a node that is there; its end may come later.</summary>
    private void Require(RayNode node, bool isFault)
    {
        lock (_gate)
        {
            if (isFault && !_nodes.Contains(node))
            {
                throw new InvalidOperationException($"Node {node} is not in the cluster any more.");
            }
        }
    }

    private void RequireProcesses()
    {
        if (Mode != NodeMode.Process)
        {
            throw new InvalidOperationException($"The nodes run in this process, which goes on. Start the cluster with {nameof(NodeMode)}.{nameof(NodeMode.Process)}.");
        }
    }
}
