using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Cluster.Sessions;
using RayNet.Runtime.Control;

namespace RayNet.Cli.Clusters;

/// <summary>A connection to the cluster that a command is about.</summary>
internal sealed class ClusterLink : IDisposable
{
    private static readonly string[] s_local = ["auto", "local"];

    private readonly TimeSpan _timeout;

    private ClusterLink(ClusterChannel channel, TimeSpan timeout)
    {
        Channel = channel;
        _timeout = timeout;
    }

    internal ClusterChannel Channel { get; }

    /// <summary>Finds the cluster: by the option, by the variable, or by what runs on this machine.</summary>
    internal static async Task<ClusterLink> OpenAsync(ClusterRequest request, CancellationToken cancellationToken)
    {
        (ClusterAddress address, ClusterCredentials credentials) = Find(request);
        ConnectionOptions options = ConnectionOptions.Default with { ConnectTimeout = request.Timeout < ConnectionOptions.Default.ConnectTimeout ? request.Timeout : ConnectionOptions.Default.ConnectTimeout };
        return new ClusterLink(await ClusterChannel.OpenAsync(address, credentials, default, options, cancellationToken).ConfigureAwait(false), request.Timeout);
    }

    /// <summary>The address and what to show there.</summary>
    internal static (ClusterAddress Address, ClusterCredentials Credentials) Find(ClusterRequest request)
    {
        var registry = new ProcessRegistry(SessionRoot.Find(request.SessionDir));
        ProcessRecord? local;
        ClusterAddress address;
        if ((request.Address ?? ClusterEnvironment.Variable(ClusterEnvironment.Address)) is { } asked && !s_local.Contains(asked, StringComparer.OrdinalIgnoreCase))
        {
            address = ClusterAddress.Parse(asked);
            local = registry.List().FirstOrDefault(record => ClusterAddress.Parse(record.HeadAddress).Overlaps(address));
            if (local is not null && address is { Fingerprint: null, Tls: TlsMode.Auto })
            {
                address = ClusterAddress.Parse(local.HeadAddress);
            }
        }
        else
        {
            local = registry.FindHead() ?? (registry.List() is [{ } node, ..] ? node : null)
                ?? throw new RayException(RayErrorCode.ClusterUnreachable, $"No cluster of yours runs on this machine (session folder '{registry.Root}'). Start one with 'raynet start --head', or give --address or RAYNET_ADDRESS.");
            address = ClusterAddress.Parse(local.HeadAddress);
        }

        ClusterCredentials credentials = ClusterEnvironment.Complete(token: null, request.TokenFile, request.Authority, request.Certificate, request.Key);
        return (address, local?.Complete(credentials) ?? credentials);
    }

    /// <summary>Asks the cluster, which has to answer in time.</summary>
    internal async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_timeout);
        try
        {
            return await ask(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RayException(RayErrorCode.ClusterUnreachable, $"The cluster at {Channel.Address.HostAndPort} did not answer within {_timeout.TotalSeconds:0.#} s. Check that it runs, or wait longer with --timeout.", exception);
        }
    }

    /// <summary>Asks all nodes that live. One that does not answer is named, and does not spoil the rest.</summary>
    internal async Task<(IReadOnlyList<NodeState> States, IReadOnlyList<(NodeRecord Node, string Message)> Failures)> AskNodesAsync(CancellationToken cancellationToken)
    {
        NodeRecord[] nodes = await AskAsync(token => Channel.Head.ListNodesAsync(token), cancellationToken).ConfigureAwait(false);
        var answers = await Task.WhenAll(nodes.Where(static node => node.Liveness is not NodeLiveness.Dead).Select(node => AskNodeAsync(node, static (service, token) => service.GetStateAsync(token), cancellationToken))).ConfigureAwait(false);
        return ([.. answers.Select(static answer => answer.State).OfType<NodeState>()], [.. answers.Where(static answer => answer.State is null).Select(static answer => (answer.Node, answer.Message))]);
    }

    /// <summary>Asks one node for the whole cluster: the head's, or the first one that answers.</summary>
    internal async Task<T> AskNodeAsync<T>(Func<INodeService, CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
        where T : class
    {
        NodeRecord[] nodes = await AskAsync(token => Channel.Head.ListNodesAsync(token), cancellationToken).ConfigureAwait(false);
        string message = "It has no node.";
        foreach (NodeRecord node in nodes.Where(static node => node.Liveness is not NodeLiveness.Dead).OrderByDescending(static node => node.Info.IsHead))
        {
            (_, T? answer, message) = await AskNodeAsync(node, ask, cancellationToken).ConfigureAwait(false);
            if (answer is not null)
            {
                return answer;
            }
        }

        throw new RayException(RayErrorCode.ClusterUnreachable, $"No node of the cluster at {Channel.Address.HostAndPort} answers: {message}");
    }

    public void Dispose() => Channel.Dispose();

    private async Task<(NodeRecord Node, T? State, string Message)> AskNodeAsync<T>(NodeRecord node, Func<INodeService, CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
        where T : class
    {
        if (node.Info.Address.Length == 0)
        {
            return (node, null, "It has no address.");
        }

        try
        {
            using ClusterChannel channel = ClusterChannel.ToPeer(ClusterAddress.Parse(node.Info.Address), Channel.Credentials, Channel.IsTls, default, ConnectionOptions.Default);
            return (node, await AskAsync(token => ask(channel.Node, token), cancellationToken).ConfigureAwait(false), string.Empty);
        }
        catch (Exception exception) when (exception is RayException or Grpc.Core.RpcException)
        {
            return (node, null, exception.Message);
        }
    }
}
