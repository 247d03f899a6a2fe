using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Control;
using RayNet.Runtime.Head;
using RayNet.Runtime.Head.Storage;
using RayNet.Runtime.Rpc;
using RayNet.Runtime.Rpc.Hubs;
using RayNet.Runtime.Server.Hosting;
using RayNet.Runtime.Server.Security;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Server.Tests.Harness;

/// <summary>A head behind a real server on a free port of this machine.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly List<ClusterChannel> _channels = [];
    private readonly ClusterServer _server;

    private TestServer(ClusterServer server, ClusterHead head, ServerSecurity security)
    {
        _server = server;
        Head = head;
        Security = security;
    }

    internal ClusterHead Head { get; }

    internal ServerSecurity Security { get; }

    internal int Port => _server.Port;

    internal ClusterAddress Address => new("127.0.0.1", Port);

    internal static async Task<TestServer> StartAsync(ServerSecurity? security = null, ILinkAcceptor? links = null, CertificateAuthority? authority = null, int port = 0, Func<ServerOptions, ServerOptions>? configure = null, HeadOptions? headOptions = null)
    {
        security ??= ServerSecurity.None;
        var head = new ClusterHead(headOptions ?? new HeadOptions { ClusterId = 42 }, new MemoryHeadStore(), TimeProvider.System, NullLogger.Instance);
        var dispatcher = new RpcDispatcher();
        dispatcher.Add(head.ServiceForCallers(static () => CallerNode.Current));
        dispatcher.AddNodeHub(head, HubOptions.Default);
        dispatcher.Add(new CertificateService(authority));
        var options = new ServerOptions { Address = IPAddress.Loopback, Port = port, Security = security };
        ClusterServer server = await ClusterServer.StartAsync(configure?.Invoke(options) ?? options, dispatcher, links, NullLoggerFactory.Instance);
        return new TestServer(server, head, security);
    }

    /// <summary>TLS with an authority of its own, and a token.</summary>
    internal static Task<TestServer> StartSecureAsync(TempFolder folder, string? token = null, ILinkAcceptor? links = null, Func<ServerOptions, ServerOptions>? configure = null)
    {
        CertificateAuthority authority = CertificateAuthority.Open(folder.File("ca"), TimeProvider.System);
        var security = new ServerSecurity { Token = token, Authority = authority.Certificate, Certificate = authority.Issue(["127.0.0.1"]) };
        return StartAsync(security, links, authority, configure: configure);
    }

    /// <summary>A client that knows all that it needs, or what is given.</summary>
    internal async Task<ClusterChannel> ConnectAsync(ClusterCredentials? credentials = null, ClusterAddress? address = null, NodeId caller = default)
    {
        ClusterChannel channel = await ClusterChannel.OpenAsync(address ?? Address, credentials ?? Security.Credentials, caller);
        _channels.Add(channel);
        return channel;
    }

    /// <summary>Shows that the server still serves others.</summary>
    internal async Task AssertServesAsync()
    {
        ClusterChannel channel = await ConnectAsync();
        Assert.Equal(42ul, (await channel.Head.GetClusterAsync()).ClusterId);
    }

    internal async Task StopAsync()
    {
        await Head.StopAsync("The test is over.");
        await _server.StopAsync();
    }

    /// <summary>Ends without a word to the nodes.</summary>
    internal Task CrashAsync() => _server.StopAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (ClusterChannel channel in _channels)
        {
            channel.Dispose();
        }

        await StopAsync();
        await _server.DisposeAsync();
    }

    internal static X509Certificate2 OtherAuthority(TempFolder folder) => CertificateAuthority.Open(folder.File("other"), TimeProvider.System).Certificate;
}
