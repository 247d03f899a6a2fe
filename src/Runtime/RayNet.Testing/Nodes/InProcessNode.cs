using Microsoft.Extensions.Logging;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Cluster.Node;
using RayNet.Runtime.Cluster.Node.Memory;
using RayNet.Runtime.Control;
using RayNet.Runtime.ObjectStore.Spilling;
using RayNet.Runtime.Server.Processes;

namespace RayNet.Testing.Nodes;

/// <summary>A node, with or without the head, in this process.</summary>
internal sealed class InProcessNode : ITestNode
{
    private readonly NodeNetwork _network;
    private readonly Func<NodeHost> _host;
    private readonly ReturningProcess _process;

    private InProcessNode(NodeNetwork network, PretendedMemory memory, Func<NodeHost> host, ReturningProcess process)
    {
        Memory = memory;
        _network = network;
        _host = host;
        _process = process;
        _ = StopWhenEndedAsync();
    }

    public bool IsHead => _process.Current.Head is not null;

    public string Address => _process.Current.Address.HostAndPort;

    public string JoinAddress => _process.Current.Address.ToString();

    public int ProcessId => Environment.ProcessId;

    /// <summary>Bytes of objects that other nodes got from it.</summary>
    internal long SentObjectBytes => _host().SentObjectBytes;

    public Task Ended => _process.Ended;

    public PretendedMemory Memory { get; }

    public NodeNetwork Network => _network;

    internal static async Task<InProcessNode> StartAsync(NodeOptions node, string? head, string folder, RayClusterOptions cluster, ILoggerFactory logging, CancellationToken cancellationToken)
    {
        var network = new NodeNetwork();
        NodeHost? host = null;
        var memory = new PretendedMemory();
        var options = new ProcessOptions
        {
            Head = head is null ? null : ClusterAddress.Parse(head),
            NodeName = node.Name,
            Resources = NodeResources.Of(node),
            Labels = node.Labels,
            Memory = new MemoryOptions { Usage = memory },
            StoreCapacity = node.ObjectStoreBytes,
            WorkersPerJob = node.WorkersPerJob,
            Spilling = SpillConfiguration.Parse(node.ObjectSpillingDirectory),
            StoreTimeout = node.ObjectStoreTimeout,
            SessionRoot = folder,
            StopGracePeriod = cluster.StopGracePeriod,
            NodeGracePeriod = cluster.NodeGracePeriod,
            Channels = ConnectionOptions.Default with { Connect = network.ConnectAsync },
            CreateNode = () => host = new NodeHost(),
        };
        ReturningProcess process = await ReturningProcess.StartAsync(options, TimeProvider.System, logging, cancellationToken).ConfigureAwait(false);
        return new InProcessNode(network, memory, () => host!, process);
    }

    public Task StopAsync() => _process.StopAsync("The test removed the node.");

    public async Task KillAsync()
    {
        _network.CutAll();
        await KillWorkersAsync().ConfigureAwait(false);
        await _process.KillAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);

    /// <summary>A node that the head stops or refuses ends with its process; here the process goes on.</summary>
    private async Task StopWhenEndedAsync()
    {
        string reason = await _process.Ended.ConfigureAwait(false);
        await _process.StopAsync(reason).ConfigureAwait(false);
    }

    private async Task KillWorkersAsync()
    {
        NodeState state = await _host().Service.GetStateAsync().ConfigureAwait(false);
        foreach (WorkerState worker in state.Workers.Where(static worker => worker.ProcessId > 0 && worker.ProcessId != Environment.ProcessId))
        {
            ProcessSignals.Kill(worker.ProcessId);
        }
    }
}
