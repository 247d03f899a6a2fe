using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RayNet.CompilerServices;
using RayNet.Runtime.Cluster;
using RayNet.Testing.Nodes;

namespace RayNet.Testing;

/// <summary>
/// A cluster of several nodes for tests, on this machine: nodes join and leave, fail, and lose sight of each other when a test says so. Every
/// node has its own store and its own workers; drivers connect to it as to any other cluster.
/// </summary>
public sealed partial class RayCluster : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly RayClusterOptions _options;
    private readonly string _folder;
    private readonly ILoggerFactory _logging;
    private readonly List<RayNode> _nodes = [];
    private readonly List<(RayNode First, RayNode Second)> _cuts = [];
    private readonly HeadGroup? _heads;
    private ClusterWatch? _watch;
    private int _lastNumber = -1;

    private RayCluster(RayClusterOptions options)
    {
        _options = options;
        _logging = options.LoggerFactory ?? NullLoggerFactory.Instance;

        // Sockets have short paths.
        _folder = Path.Combine(Path.GetTempPath(), $"rt-{Guid.NewGuid():N}"[..11]);
        if (options.Heads > 1)
        {
            _heads = new HeadGroup(options, FolderOf);
            _lastNumber = options.Heads - 1;
        }
    }

    /// <summary>What drivers and further nodes join by.</summary>
    public string Address => _heads?.Address ?? Head.Process.JoinAddress;

    /// <summary>The node beside the head; of several, beside the one that led last as far as this cluster knows.</summary>
    public RayNode Head => Nodes.First(static node => node.IsHead);

    /// <summary>The nodes that were added and neither removed nor killed; the head's first.</summary>
    public IReadOnlyList<RayNode> Nodes
    {
        get
        {
            lock (_gate)
            {
                return [.. _nodes];
            }
        }
    }

    private ClusterWatch Watch => _watch ?? throw new InvalidOperationException("The cluster has not started.");

    /// <summary>Starts a head, and the nodes of the options. All of them have joined when it completes.</summary>
    /// <param name="options">The options; <see langword="null"/> for a head with its node, in this process.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>The cluster. Disposing it ends its nodes and their workers.</returns>
    /// <exception cref="InvalidOptionException">There cannot be so many heads.</exception>
    public static async Task<RayCluster> StartAsync(RayClusterOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new RayClusterOptions();
        Check(options);
        var cluster = new RayCluster(options);
        try
        {
            await cluster.StartHeadAsync(cancellationToken).ConfigureAwait(false);
            foreach (NodeOptions node in options.Nodes)
            {
                await cluster.AddNodeAsync(node, cancellationToken).ConfigureAwait(false);
            }

            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Starts another node. It has joined when this completes.</summary>
    /// <param name="options">What it has; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public async Task<RayNode> AddNodeAsync(NodeOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new NodeOptions();
        ITestNode process = await StartNodeAsync(options, Address, _options.Mode, cancellationToken).ConfigureAwait(false);
        return await AddAsync(options, _options.Mode, process, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends a node in good order: it says goodbye, and its work has <see cref="RayClusterOptions.StopGracePeriod"/> to end.</summary>
    /// <param name="node">The node; not the head's.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task RemoveNodeAsync(RayNode node, CancellationToken cancellationToken = default)
    {
        Take(node);
        return node.Process.StopAsync().WaitAsync(cancellationToken);
    }

    /// <summary>Ends a node and its workers at once, as <c>kill -9</c>. The head finds out by the broken connection; see <see cref="WaitForNodeDeadAsync"/>.</summary>
    /// <param name="node">The node; not the head's.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task KillNodeAsync(RayNode node, CancellationToken cancellationToken = default)
    {
        Take(node);
        return node.Process.KillAsync().WaitAsync(cancellationToken);
    }

    /// <summary>Connects a driver. It is not the default client of the process: choose it with <see cref="IRayClient.Use"/>.</summary>
    /// <param name="configure">Changes its options.</param>
    /// <param name="beside">The node that it connects by; <see langword="null"/> for the head's.</param>
    /// <param name="cancellationToken">Ends the connecting.</param>
    /// <returns>The driver. Disposing it ends its job.</returns>
    public async Task<IRayClient> ConnectAsync(Action<RayOptions>? configure = null, RayNode? beside = null, CancellationToken cancellationToken = default)
    {
        ClusterRuntime runtime = await AddressCluster.StartAsync(OptionsOf(configure), Address, cancellationToken, (beside ?? Head).Id).ConfigureAwait(false);
        RayAmbient.AddScoped();
        return runtime.Client;
    }

    /// <summary>Connects a driver as from a machine without a node: over the network only, without shared memory.</summary>
    /// <param name="configure">Changes its options.</param>
    /// <param name="cancellationToken">Ends the connecting.</param>
    /// <returns>The driver. Disposing it ends its job.</returns>
    public async Task<IRayClient> ConnectFromAfarAsync(Action<RayOptions>? configure = null, CancellationToken cancellationToken = default)
    {
        ClusterRuntime runtime = await AddressCluster.StartAsync(OptionsOf(configure), Address, cancellationToken, far: true).ConfigureAwait(false);
        RayAmbient.AddScoped();
        return runtime.Client;
    }

    /// <summary>All nodes as they are now, also those that died.</summary>
    /// <param name="cancellationToken">Ends the question.</param>
    public Task<IReadOnlyList<NodeStatus>> ListNodesAsync(CancellationToken cancellationToken = default) => Watch.ListAsync(cancellationToken);

    /// <summary>Waits until that many nodes are alive.</summary>
    /// <param name="count">How many, the head's included.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">It did not come to that within <see cref="RayClusterOptions.WaitLimit"/>.</exception>
    public Task WaitForNodesAsync(int count, CancellationToken cancellationToken = default) => WaitForAsync(
        nodes => nodes.Count(static node => node.Condition == NodeCondition.Alive) == count,
        string.Create(CultureInfo.InvariantCulture, $"{count} nodes that are alive"),
        cancellationToken);

    /// <summary>Waits until the head has given a node up, or it has left.</summary>
    /// <param name="node">The node.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">It did not come to that within <see cref="RayClusterOptions.WaitLimit"/>.</exception>
    public Task WaitForNodeDeadAsync(RayNode node, CancellationToken cancellationToken = default) => WaitForNodeAsync(node, NodeCondition.Dead, cancellationToken);

    /// <summary>Waits until the head sees a node in a condition.</summary>
    /// <param name="node">The node.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">It did not come to that within <see cref="RayClusterOptions.WaitLimit"/>.</exception>
    public Task WaitForNodeAsync(RayNode node, NodeCondition condition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(node);
        return WaitForAsync(nodes => nodes.Any(status => status.Id == node.Id && status.Condition == condition), $"node {node} being {condition}", cancellationToken);
    }

    /// <summary>Waits until a node that the head gave up although it lives has come back, under a new id. It stands in <see cref="Nodes"/> for the one that it was.</summary>
    /// <param name="node">The node that was given up.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The node that it is now.</returns>
    /// <exception cref="TimeoutException">It did not come back within <see cref="RayClusterOptions.WaitLimit"/>.</exception>
    public async Task<RayNode> WaitForReturnAsync(RayNode node, CancellationToken cancellationToken = default)
    {
        await WaitForNodeDeadAsync(node, cancellationToken).ConfigureAwait(false);
        return await AddAsync(node.Options, node.Mode, node.Process, cancellationToken, node).ConfigureAwait(false);
    }

    /// <summary>Waits until nothing runs and nothing is asked for: no leases, no waiting requests, no objects that somebody reads.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">It did not come to that within <see cref="RayClusterOptions.WaitLimit"/>.</exception>
    public Task WaitUntilIdleAsync(CancellationToken cancellationToken = default) => WaitForAsync(
        static nodes => nodes.All(static node => node.Condition != NodeCondition.Alive || node is { HasAnswered: true, Leases: 0, PendingRequests: 0, PinnedObjects: 0 }),
        "a cluster without leases, waiting requests and pinned objects",
        cancellationToken);

    /// <summary>Waits until the nodes are as they should be.</summary>
    /// <param name="condition">Says whether they are.</param>
    /// <param name="what">What is waited for, in words, for the error.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">It did not come to that within <see cref="RayClusterOptions.WaitLimit"/>.</exception>
    public Task WaitForAsync(Func<IReadOnlyList<NodeStatus>, bool> condition, string what, CancellationToken cancellationToken = default) =>
        Watch.WaitAsync(condition, what, cancellationToken);

    /// <summary>Cuts all connections between two nodes and refuses new ones, until <see cref="Heal"/>. Only for <see cref="NodeMode.InProcess"/>.</summary>
    /// <param name="first">A node. Between it and the head's node, its connection to the head is cut too.</param>
    /// <param name="second">Another one.</param>
    public void Partition(RayNode first, RayNode second)
    {
        (NodeNetwork firstNetwork, NodeNetwork secondNetwork) = NetworksOf(first, second);
        lock (_gate)
        {
            _cuts.Add((first, second));
        }

        firstNetwork.Cut(second.Address);
        secondNetwork.Cut(first.Address);
    }

    /// <summary>Undoes every <see cref="Partition"/> and <see cref="Silence"/>.</summary>
    public void Heal()
    {
        lock (_gate)
        {
            foreach ((RayNode first, RayNode second) in _cuts)
            {
                first.Process.Network!.Heal();
                second.Process.Network!.Heal();
            }

            _cuts.Clear();
        }
    }

    /// <summary>Ends all nodes, the head's last.</summary>
    public async ValueTask DisposeAsync()
    {
        RayNode[] nodes;
        lock (_gate)
        {
            nodes = [.. _nodes];
            _nodes.Clear();
        }

        // What stands still does not hear that it is to end.
        ThawAll();
        await Task.WhenAll(nodes.Where(static node => !node.IsHead).Select(static node => node.Process.StopAsync())).ConfigureAwait(false);
        foreach (RayNode head in nodes.Where(static node => node.IsHead))
        {
            await head.Process.StopAsync().ConfigureAwait(false);
        }

        await (_heads?.StopAsync() ?? Task.CompletedTask).ConfigureAwait(false);
        FreeDisks();
        _watch?.Dispose();
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It was never made, or a worker that ends writes its log.
        }
    }

    private async Task<ITestNode> StartNodeAsync(NodeOptions options, string? head, NodeMode mode, CancellationToken cancellationToken)
    {
        int number = Interlocked.Increment(ref _lastNumber);
        string folder = FolderOf(number);
        options = options with { Name = options.Name ?? string.Create(CultureInfo.InvariantCulture, $"node-{number}") };
        return mode == NodeMode.InProcess
            ? await InProcessNode.StartAsync(options, head, folder, _options, _logging, cancellationToken).ConfigureAwait(false)
            : await ToolNode.StartAsync(options, head, folder, _options, cancellationToken).ConfigureAwait(false);
    }

    private async Task StartHeadAsync(CancellationToken cancellationToken)
    {
        if (_heads is { } heads)
        {
            await heads.StartAsync(cancellationToken).ConfigureAwait(false);
            _watch = await ClusterWatch.OpenAsync(heads.Address, _options.WaitLimit, cancellationToken).ConfigureAwait(false);
            await FindHeadAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        ITestNode head = await StartNodeAsync(_options.Head, null, _options.Mode, cancellationToken).ConfigureAwait(false);
        _watch = await ClusterWatch.OpenAsync(head.JoinAddress, _options.WaitLimit, cancellationToken).ConfigureAwait(false);
        await AddAsync(_options.Head, _options.Mode, head, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The node beside the head that leads now; waits for one that does.</summary>
    internal async Task<RayNode> FindHeadAsync(CancellationToken cancellationToken = default)
    {
        if (_heads is not { } heads)
        {
            return Head;
        }

        NodeStatus? joined = null;
        ITestNode? process = null;
        await WaitForAsync(
            nodes =>
            {
                joined = nodes.FirstOrDefault(status => status is { IsHead: true, Condition: NodeCondition.Alive } && (process = heads.Find(status.Address)) is not null);
                return joined is not null;
            },
            "a head that leads",
            cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            if (_nodes.Find(node => node.Id == joined!.Id) is { } known)
            {
                return known;
            }

            var head = new RayNode(joined!.Id, joined.Name, NodeMode.Process, process!, _options.Head);
            _nodes.RemoveAll(static node => node.IsHead);
            _nodes.Insert(0, head);
            return head;
        }
    }

    private static void Check(RayClusterOptions options)
    {
        if (options.Heads < 1 || (options.Heads > 1 && options.Mode != NodeMode.Process))
        {
            throw new InvalidOptionException($"{nameof(RayClusterOptions.Heads)} is {options.Heads}, and the nodes run as {nameof(NodeMode)}.{options.Mode}. Several heads need {nameof(NodeMode)}.{nameof(NodeMode.Process)}; there is at least one.");
        }

        if (options is { Heads: 2, HeadStorage: null })
        {
            throw new InvalidOptionException($"Two heads cannot agree when one is gone. Set {nameof(RayClusterOptions.Heads)} to 3, or {nameof(RayClusterOptions.HeadStorage)} to a server.");
        }
    }

    private string FolderOf(int number) => Path.Combine(_folder, number.ToString(CultureInfo.InvariantCulture));

    private async Task<RayNode> AddAsync(NodeOptions options, NodeMode mode, ITestNode process, CancellationToken cancellationToken, RayNode? replaced = null)
    {
        try
        {
            NodeStatus? joined = null;
            await WaitForAsync(nodes => (joined = nodes.FirstOrDefault(status => status.Address == process.Address && status.Condition == NodeCondition.Alive)) is not null, $"node {options.Name} having joined", cancellationToken).ConfigureAwait(false);
            var node = new RayNode(joined!.Id, joined.Name, mode, process, options);
            lock (_gate)
            {
                if (replaced is not null)
                {
                    _nodes.Remove(replaced);
                }

                _nodes.Add(node);
            }

            return node;
        }
        catch
        {
            await process.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static RayOptions OptionsOf(Action<RayOptions>? configure)
    {
        var options = new RayOptions { SetAsDefault = false };
        configure?.Invoke(options);
        return !options.SetAsDefault
            ? options
            : throw new InvalidOptionException("A driver of a test cluster is never the default client, since another test may run. Choose it with client.Use().");
    }

    private void Take(RayNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (node.IsHead)
        {
            throw new InvalidOperationException($"The head's node ends with the cluster. Dispose the cluster, or end the head with {nameof(KillHeadAsync)}.");
        }

        lock (_gate)
        {
            if (!_nodes.Remove(node))
            {
                throw new InvalidOperationException($"Node {node} is not in the cluster any more.");
            }
        }
    }
}
