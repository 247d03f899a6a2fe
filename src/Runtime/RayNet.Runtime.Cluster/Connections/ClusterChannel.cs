using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using RayNet.CompilerServices;
using RayNet.Runtime.Control;
using RayNet.Runtime.Head;
using RayNet.Runtime.Rpc;
using RayNet.Runtime.Rpc.Hubs;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Connections;

/// <summary>
/// A connection to a head or a node at an address. It is made with the first call, and again when it was broken. Every call carries the
/// versions and the token.
/// </summary>
internal sealed class ClusterChannel : IDisposable
{
    private readonly HeadSelector _heads;
    private readonly ConcurrentDictionary<string, Lazy<GrpcChannel>> _channels = new(StringComparer.OrdinalIgnoreCase);
    private readonly SelectedCalls _calls;
    private readonly string? _token;
    private readonly ConnectionOptions _options;
    private readonly NodeId _caller;

    private ClusterChannel(ClusterAddress address, ClusterCredentials credentials, NodeId caller, ConnectionOptions options, bool isTls)
    {
        _heads = new HeadSelector(address);
        IsTls = isTls;
        Credentials = credentials;
        _token = credentials.Token;
        _options = options;
        _caller = caller;
        _calls = new SelectedCalls(() => _channels.GetOrAdd(_heads.Current.HostAndPort, NewChannel).Value.CreateCallInvoker());
        Invoker = new CheckedInvoker(new GrpcInvoker(_calls, CreateHeaders), _heads, isTls, options);
        Hubs = new CheckedHubConnector(new GrpcHubConnector(_calls, CreateHeaders), _heads, isTls, options);
        Head = new HeadServiceClient(Invoker);
        Packages = new PackageServiceClient(Invoker);
        Submissions = new SubmissionServiceClient(Invoker);
        Node = new NodeServiceClient(Invoker);
    }

    /// <summary>What is asked now: of several heads the one that is believed to lead.</summary>
    internal ClusterAddress Address => _heads.Current;

    /// <summary>What it shows and believes; with the authority, once that is known.</summary>
    internal ClusterCredentials Credentials { get; }

    internal bool IsTls { get; }

    /// <summary>Calls any service at the address.</summary>
    internal RpcInvoker Invoker { get; }

    /// <summary>Connects to hubs at the address.</summary>
    internal HubConnector Hubs { get; }

    internal IHeadService Head { get; }

    internal IPackageService Packages { get; }

    internal ISubmissionService Submissions { get; }

    internal INodeService Node { get; }

    /// <summary>Prepares a connection. An authority that is known by its fingerprint only is fetched and checked first.</summary>
    /// <param name="address">Where the cluster is.</param>
    /// <param name="credentials">What to show and to believe.</param>
    /// <param name="caller">The node that calls; default for a driver or a command.</param>
    /// <param name="options">Limits and times.</param>
    /// <param name="cancellationToken">Ends the fetching.</param>
    /// <exception cref="RayException">The cluster cannot be reached or believed.</exception>
    internal static async Task<ClusterChannel> OpenAsync(ClusterAddress address, ClusterCredentials credentials, NodeId caller = default, ConnectionOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= ConnectionOptions.Default;
        bool isTls = UsesTls(address, credentials);
        if (isTls && address.Fingerprint is { } fingerprint && (credentials.Authority is null || ClusterTrust.Fingerprint(credentials.Authority) != fingerprint))
        {
            X509Certificate2 authority = await FetchAsync(address, fingerprint, options, cancellationToken).ConfigureAwait(false);
            credentials = credentials with { Authority = authority };
        }

        return new ClusterChannel(address, credentials, caller, options, isTls);
    }

    /// <summary>A connection to another member of a cluster whose authority is known already.</summary>
    internal static ClusterChannel ToPeer(ClusterAddress address, ClusterCredentials credentials, bool isTls, NodeId caller, ConnectionOptions options) =>
        new(address, credentials, caller, options, isTls);

    /// <summary>Opens a link to a process behind the address, and greets it.</summary>
    /// <exception cref="LinkException">The address cannot be reached, or it or the process refuses.</exception>
    internal Task<Link> DialAsync(LinkRequest request, LinkHello own, LinkOptions options, TimeProvider time, CancellationToken cancellationToken) =>
        GrpcLink.DialAsync(_calls, request, CreateHeaders(), own, options, time, cancellationToken);

    /// <summary>Opens a stream to a process behind the address, for somebody else who greets over it.</summary>
    internal IByteChannel Open(LinkRequest request, TimeProvider time) => GrpcByteChannel.Open(_calls, request, CreateHeaders(), time);

    /// <summary>Opens a connection of its own at the same port, by a ticket: for bytes in bulk, which gRPC slows down.</summary>
    /// <exception cref="IOException">The address cannot be reached or believed.</exception>
    internal Task<IByteChannel> DialLaneAsync(string ticket, CancellationToken cancellationToken) =>
        LaneDialer.DialAsync(Address, IsTls ? CreateSslOptions(Credentials) : null, _options, ticket, cancellationToken);

    /// <summary>Adds heads that the cluster named: when the one that leads is gone, they are asked.</summary>
    internal void Learn(IEnumerable<HeadMember> heads) => _heads.Learn(heads.Select(static head => head.Address));

    public void Dispose()
    {
        foreach (Lazy<GrpcChannel> channel in _channels.Values)
        {
            channel.Value.Dispose();
        }
    }

    /// <summary>All heads have one authority; one of them answers.</summary>
    private static async Task<X509Certificate2> FetchAsync(ClusterAddress address, string fingerprint, ConnectionOptions options, CancellationToken cancellationToken)
    {
        foreach (ClusterAddress head in address.All.SkipLast(1))
        {
            try
            {
                return await AuthorityFetch.FetchAsync(head, fingerprint, options.HeadConnectTimeout, cancellationToken).ConfigureAwait(false);
            }
            catch (RayException exception) when (exception.Code == RayErrorCode.ClusterUnreachable)
            {
                // The next one may be there.
            }
        }

        return await AuthorityFetch.FetchAsync(address.All.Last(), fingerprint, options.ConnectTimeout, cancellationToken).ConfigureAwait(false);
    }

    private Lazy<GrpcChannel> NewChannel(string hostAndPort) => new(() => GrpcChannel.ForAddress(
        new Uri($"{(IsTls ? "https" : "http")}://{hostAndPort}"),
        new GrpcChannelOptions
        {
            HttpHandler = CreateHandler(Credentials, _options, IsTls, _heads.Count > 1),
            DisposeHttpClient = true,
            MaxReceiveMessageSize = _options.MaxReceiveBytes,
            MaxSendMessageSize = null,

            // A head that was refused is tried again soon: it may lead by then.
            InitialReconnectBackoff = TimeSpan.FromMilliseconds(100),
            MaxReconnectBackoff = TimeSpan.FromSeconds(1),
        }));

    private static bool UsesTls(ClusterAddress address, ClusterCredentials credentials) => address.Tls switch
    {
        TlsMode.Off => false,
        TlsMode.System => true,
        _ when address.Fingerprint is not null || credentials.Authority is not null => true,
        _ when address.IsLoopback => false,
        _ => throw new RayException(RayErrorCode.Unauthorized, $"{address.HostAndPort} is another machine, and nothing is known by which its cluster could be recognized. Use the join address that 'raynet start --head' printed there (raynet://...?fp=...), or give its CA file (RAYNET_TLS_CA). '?tls=system' trusts the system's authorities, '?tls=off' nobody."),
    };

    private static SocketsHttpHandler CreateHandler(ClusterCredentials credentials, ConnectionOptions options, bool isTls, bool isOneOfSeveral)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = isOneOfSeveral && options.HeadConnectTimeout < options.ConnectTimeout ? options.HeadConnectTimeout : options.ConnectTimeout,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = options.Connect is { } connect ? (context, cancellationToken) => connect(context.DnsEndPoint, cancellationToken) : null,
        };
        LinkHttp.Configure(handler);
        handler.KeepAlivePingDelay = options.PingDelay;
        handler.KeepAlivePingTimeout = options.PingTimeout;
        handler.PooledConnectionIdleTimeout = options.IdleTimeout;
        if (isTls)
        {
            handler.SslOptions = CreateSslOptions(credentials);
        }

        return handler;
    }

    private static SslClientAuthenticationOptions CreateSslOptions(ClusterCredentials credentials)
    {
        var options = new SslClientAuthenticationOptions();
        if (credentials.Authority is { } authority)
        {
            options.RemoteCertificateValidationCallback = (_, certificate, chain, errors) => ClusterTrust.IsServer(authority, certificate, chain, errors);
        }

        if (credentials.Certificate is { } certificate)
        {
            options.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
        }

        return options;
    }

    private Metadata CreateHeaders()
    {
        var headers = new Metadata
        {
            { RayNetProtocol.ProtocolHeader, RayNetProtocol.Versions },
            { RayNetProtocol.VersionHeader, BuildVersion.Current },
        };
        if (_token is not null)
        {
            headers.Add(RayNetProtocol.TokenHeader, RayNetProtocol.TokenPrefix + _token);
        }

        if (_caller != default)
        {
            headers.Add(RayNetProtocol.NodeHeader, _caller.ToString());
        }

        return headers;
    }
}
