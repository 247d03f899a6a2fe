using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Control;
using RayNet.Runtime.Rpc;
using RayNet.Runtime.Server.Security;
using RayNet.Runtime.Server.Tests.Harness;

namespace RayNet.Runtime.Server.Tests;

/// <summary>Who gets in. After every refusal the server serves others as before.</summary>
public sealed class SecurityTests : IDisposable
{
    private const string Token = "0123456789abcdef0123456789abcdef";
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Plaintext_on_this_machine_needs_nothing()
    {
        await using TestServer server = await TestServer.StartAsync();
        await server.AssertServesAsync();
    }

    [Fact]
    public async Task A_client_with_authority_and_token_is_served()
    {
        await using TestServer server = await TestServer.StartSecureAsync(_folder, Token);
        await server.AssertServesAsync();
    }

    [Theory]
    [InlineData(null, "none was sent")]
    [InlineData("ffffffffffffffffffffffffffffffff", "not the one")]
    [InlineData("0123456789abcdef0123456789abcde", "not the one")]
    public async Task A_wrong_or_missing_token_is_refused_with_the_remedy(string? token, string expected)
    {
        await using TestServer server = await TestServer.StartSecureAsync(_folder, Token);
        ClusterChannel channel = await server.ConnectAsync(server.Security.Credentials with { Token = token });

        RayException refused = await Assert.ThrowsAsync<RayException>(() => channel.Head.GetClusterAsync());

        Assert.Equal(RayErrorCode.Unauthorized, refused.Code);
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, refused.Message, StringComparison.Ordinal);
        await server.AssertServesAsync();
    }

    [Fact]
    public async Task A_wrong_token_opens_no_hub()
    {
        await using TestServer server = await TestServer.StartSecureAsync(_folder, Token);
        ClusterChannel channel = await server.ConnectAsync(server.Security.Credentials with { Token = null });

        RayException hub = await Assert.ThrowsAsync<RayException>(() => NodeHubClient.ConnectAsync(channel.Hubs, new RecordingReceiver()).AsTask());
        Assert.Equal(RayErrorCode.Unauthorized, hub.Code);
        await server.AssertServesAsync();
    }

    [Fact]
    public async Task Callers_without_grpc_status_support_see_unauthenticated()
    {
        await using TestServer server = await TestServer.StartAsync(new ServerSecurity { Token = Token });
        using GrpcChannel channel = GrpcChannel.ForAddress(new Uri($"http://{server.Address.HostAndPort}"));
        var headers = new Metadata { { RayNetProtocol.ProtocolHeader, RayNetProtocol.Versions } };

        using AsyncUnaryCall<byte[]> call = channel.CreateCallInvoker().AsyncUnaryCall(GrpcBytes.Unary(HeadServiceMethods.ListNodesAsync), null, new Grpc.Core.CallOptions(headers), [0xc0]);
        RpcException refused = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);

        Assert.Equal(StatusCode.Unauthenticated, refused.StatusCode);
        Assert.Contains("RAYNET_TOKEN", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authority_that_signed_nothing_here_is_not_believed()
    {
        await using TestServer server = await TestServer.StartSecureAsync(_folder, Token);
        ClusterChannel channel = await server.ConnectAsync(new ClusterCredentials { Token = Token, Authority = TestServer.OtherAuthority(_folder) });

        RayException refused = await Assert.ThrowsAsync<RayException>(() => channel.Head.GetClusterAsync());

        Assert.Equal(RayErrorCode.Unauthorized, refused.Code);
        Assert.Contains("join address", refused.Message, StringComparison.Ordinal);
        await server.AssertServesAsync();
    }

    [Fact]
    public async Task A_fingerprint_is_enough_to_trust_the_right_cluster_and_no_other()
    {
        await using TestServer server = await TestServer.StartSecureAsync(_folder, Token);
        string fingerprint = ClusterTrust.Fingerprint(server.Security.Authority!);
        var credentials = new ClusterCredentials { Token = Token };

        ClusterChannel channel = await server.ConnectAsync(credentials, ClusterAddress.Parse($"raynet://127.0.0.1:{server.Port}?fp={fingerprint}"));
        Assert.Equal(42ul, (await channel.Head.GetClusterAsync()).ClusterId);

        string wrong = ClusterTrust.Fingerprint(TestServer.OtherAuthority(_folder));
        RayException refused = await Assert.ThrowsAsync<RayException>(() => server.ConnectAsync(credentials, ClusterAddress.Parse($"raynet://127.0.0.1:{server.Port}?fp={wrong}")));
        Assert.Equal(RayErrorCode.Unauthorized, refused.Code);
        Assert.Contains(fingerprint, refused.Message, StringComparison.Ordinal);
        await server.AssertServesAsync();
    }

    [Fact]
    public async Task A_plaintext_client_of_a_tls_port_is_told_what_is_missing()
    {
        await using TestServer server = await TestServer.StartSecureAsync(_folder, Token);
        ClusterChannel channel = await server.ConnectAsync(new ClusterCredentials { Token = Token });

        RayException refused = await Assert.ThrowsAsync<RayException>(() => channel.Head.GetClusterAsync());

        Assert.Equal(RayErrorCode.ClusterUnreachable, refused.Code);
        Assert.Contains("plaintext", refused.Message, StringComparison.Ordinal);
        Assert.Contains("RAYNET_TLS_CA", refused.Message, StringComparison.Ordinal);
        await server.AssertServesAsync();
    }

    [Fact]
    public async Task A_tls_client_of_a_plaintext_port_is_told_that_there_is_no_tls()
    {
        await using TestServer server = await TestServer.StartAsync();
        ClusterChannel channel = await server.ConnectAsync(new ClusterCredentials { Authority = TestServer.OtherAuthority(_folder) });

        RayException refused = await Assert.ThrowsAsync<RayException>(() => channel.Head.GetClusterAsync());

        Assert.Equal(RayErrorCode.ClusterUnreachable, refused.Code);
        await server.AssertServesAsync();
    }

    [Fact]
    public async Task A_server_that_asks_for_client_certificates_takes_those_of_its_authority_only()
    {
        using CertificateAuthority authority = CertificateAuthority.Open(_folder.File("ca"), TimeProvider.System);
        using CertificateAuthority other = CertificateAuthority.Open(_folder.File("other"), TimeProvider.System);
        var security = new ServerSecurity { Authority = authority.Certificate, Certificate = authority.Issue(["127.0.0.1"]), RequireClientCertificate = true };
        await using TestServer server = await TestServer.StartAsync(security);

        ClusterChannel right = await server.ConnectAsync(new ClusterCredentials { Authority = authority.Certificate, Certificate = authority.Issue(["client"]) });
        Assert.Equal(42ul, (await right.Head.GetClusterAsync()).ClusterId);
        foreach (X509Certificate2? certificate in (X509Certificate2?[])[null, other.Issue(["client"])])
        {
            ClusterChannel wrong = await server.ConnectAsync(new ClusterCredentials { Authority = authority.Certificate, Certificate = certificate });
            RayException refused = await Assert.ThrowsAsync<RayException>(() => wrong.Head.GetClusterAsync());
            Assert.Contains("--tls-cert", refused.Message, StringComparison.Ordinal);
        }

        await server.AssertServesAsync();
    }

    [Fact]
    public async Task Nothing_is_sent_to_another_machine_that_nothing_is_known_of()
    {
        RayException refused = await Assert.ThrowsAsync<RayException>(() => ClusterChannel.OpenAsync(ClusterAddress.Parse("192.0.2.1:6380"), ClusterCredentials.None));
        Assert.Equal(RayErrorCode.Unauthorized, refused.Code);
        Assert.Contains("tls=off", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2-3")]
    [InlineData("0-0")]
    [InlineData("x")]
    [InlineData("")]
    public async Task Versions_that_do_not_fit_are_refused_and_both_are_named(string protocol)
    {
        await using TestServer server = await TestServer.StartAsync(new ServerSecurity { Token = Token });
        using GrpcChannel channel = GrpcChannel.ForAddress(new Uri($"http://{server.Address.HostAndPort}"));
        var headers = new Metadata { { RayNetProtocol.VersionHeader, "9.8.7" } };
        if (protocol.Length > 0)
        {
            headers.Add(RayNetProtocol.ProtocolHeader, protocol);
        }

        var client = new HeadServiceClient(new GrpcInvoker(channel.CreateCallInvoker(), () => headers));
        RayException refused = await Assert.ThrowsAsync<RayException>(() => client.GetClusterAsync());

        Assert.Equal(RayErrorCode.VersionMismatch, refused.Code);
        Assert.Contains(protocol.Length > 0 ? "RayNet 9.8.7" : "does not say", refused.Message, StringComparison.Ordinal);
        Assert.Contains(RayNetProtocol.Versions, refused.Message, StringComparison.Ordinal);
        await server.AssertServesAsync();
    }

    [Fact]
    public async Task A_client_that_begins_a_handshake_and_sends_nothing_is_cut_off()
    {
        // Long enough for the handshake of the client that comes after it, also on a busy machine.
        await using TestServer server = await TestServer.StartSecureAsync(_folder, Token, configure: options => options with { HandshakeTimeout = TimeSpan.FromSeconds(3) });
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", server.Port);

        int received = await socket.ReceiveAsync(new byte[16]).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(0, received);
        await server.AssertServesAsync();
    }

    [Fact]
    public async Task Connections_over_the_limit_are_closed_and_the_others_stay()
    {
        await using TestServer server = await TestServer.StartAsync(configure: options => options with { MaxConnections = 2 });
        ClusterChannel first = await server.ConnectAsync();
        await first.Head.GetClusterAsync();
        using var second = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await second.ConnectAsync("127.0.0.1", server.Port);
        using var third = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await third.ConnectAsync("127.0.0.1", server.Port);

        // The server greets those that it accepts by its settings.
        await second.SendAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0"u8.ToArray());
        Assert.NotEqual(0, await second.ReceiveAsync(new byte[16]).WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(0, await third.ReceiveAsync(new byte[16]).WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(42ul, (await first.Head.GetClusterAsync()).ClusterId);
    }

    [Fact]
    public async Task A_message_over_the_limit_costs_its_call_only()
    {
        await using TestServer server = await TestServer.StartAsync(configure: options => options with { MaxReceiveBytes = 1 << 20 });
        ClusterChannel channel = await server.ConnectAsync();

        RpcException refused = await Assert.ThrowsAsync<RpcException>(() => channel.Head.PutKeyAsync("a", "b", new byte[2 << 20], overwrite: true));

        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
        Assert.True(await channel.Head.PutKeyAsync("a", "b", new byte[100], overwrite: true));
    }

    [Fact]
    public async Task Noise_instead_of_http_costs_its_connection_only()
    {
        await using TestServer plaintext = await TestServer.StartAsync();
        await using TestServer tls = await TestServer.StartSecureAsync(_folder, Token);
        foreach (int port in (int[])[plaintext.Port, tls.Port])
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync("127.0.0.1", port);
            await socket.SendAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray());
            byte[] buffer = new byte[4096];
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            try
            {
                while (await socket.ReceiveAsync(buffer, limit.Token) > 0)
                {
                }
            }
            catch (SocketException)
            {
                // A reset is an end, too.
            }
        }

        await plaintext.AssertServesAsync();
        await tls.AssertServesAsync();
    }

    [Fact]
    public async Task A_domain_error_keeps_its_type_over_the_wire()
    {
        await using TestServer server = await TestServer.StartAsync();
        ClusterChannel channel = await server.ConnectAsync();

        InvalidOptionException refused = await Assert.ThrowsAsync<InvalidOptionException>(() => channel.Head.FindActorAsync("default", string.Empty));
        Assert.Contains("empty", refused.Message, StringComparison.Ordinal);
        RayException dead = await Assert.ThrowsAsync<RayException>(async () => await (await server.ConnectAsync(caller: new NodeId(5, 1))).Head.PutKeyAsync("a", "b", [], overwrite: true));
        Assert.Equal(RayErrorCode.NodeRefused, dead.Code);
    }

    [Fact]
    public async Task A_free_port_in_use_is_refused_by_name()
    {
        await using TestServer server = await TestServer.StartAsync();
        InvalidOptionException refused = await Assert.ThrowsAsync<InvalidOptionException>(() => TestServer.StartAsync(port: server.Port));
        Assert.Contains($"port {server.Port}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--port", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificates_are_signed_for_keys_of_others_with_the_names_that_they_ask_for()
    {
        using CertificateAuthority authority = CertificateAuthority.Open(_folder.File("ca"), TimeProvider.System);
        var service = new CertificateService(authority);
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);

        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(await service.SignAsync(MemberKey.Request(key), ["10.1.2.3", "node7.example"]));

        Assert.True(ClusterTrust.IsServer(authority.Certificate, certificate, null, SslPolicyErrors.RemoteCertificateChainErrors));
        Assert.True(certificate.MatchesHostname("10.1.2.3"));
        Assert.True(certificate.MatchesHostname("node7.example"));
        Assert.False(certificate.MatchesHostname("node8.example"));
        await Assert.ThrowsAsync<InvalidOptionException>(() => service.SignAsync([1, 2, 3], []));
        await Assert.ThrowsAsync<InvalidOptionException>(() => service.SignAsync(MemberKey.Request(key), ["not a name"]));
        await Assert.ThrowsAsync<InvalidOptionException>(() => new CertificateService(null).SignAsync(MemberKey.Request(key), []));
    }

    [Fact]
    public async Task A_foreign_certificate_of_the_users_authority_has_to_have_the_right_name()
    {
        using CertificateAuthority authority = CertificateAuthority.Open(_folder.File("ca"), TimeProvider.System);
        await Task.CompletedTask;
        using X509Certificate2 member = authority.Issue(["elsewhere.example"]);

        // Members of a cluster carry a common name; what a company's authority signs for others does not.
        Assert.True(ClusterTrust.IsServer(authority.Certificate, member, null, SslPolicyErrors.RemoteCertificateNameMismatch));
        Assert.False(ClusterTrust.IsServer(authority.Certificate, authority.Certificate, null, SslPolicyErrors.RemoteCertificateNameMismatch));
    }

    [Fact]
    public void The_authority_stays_the_same_and_its_key_is_for_its_owner_only()
    {
        using CertificateAuthority first = CertificateAuthority.Open(_folder.File("ca"), TimeProvider.System);
        using CertificateAuthority second = CertificateAuthority.Open(_folder.File("ca"), TimeProvider.System);
        Assert.Equal(ClusterTrust.Fingerprint(first.Certificate), ClusterTrust.Fingerprint(second.Certificate));
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string key = _folder.File("ca/ca-key.pem");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        InvalidOptionException refused = Assert.Throws<InvalidOptionException>(() => CertificateAuthority.Open(_folder.File("ca"), TimeProvider.System));
        Assert.Contains("chmod 600", refused.Message, StringComparison.Ordinal);
    }
}
