using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using RayNet.Gateways.Tests.Harness;
using RayNet.Gateways.Tests.Remote;

namespace RayNet.Gateways.Tests;

/// <summary>A port with TLS, by a certificate of the cluster's own authority.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("raynet-gateway-");

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public async Task A_client_that_trusts_the_authority_is_served()
    {
        await using GatewayHost host = await StartAsync();
        Assert.StartsWith("https://", host.Address, StringComparison.Ordinal);
        using X509Certificate2 authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(_home.FullName, "default", "ca.pem"));
        await using GatewayConnection connection = RayNetGateway.Connect(host.Address, new() { Token = GatewayHost.Token, Authority = authority });

        Assert.Equal(2, await new ArithmeticClient(connection).Ping(1).Within());
    }

    [Fact]
    public async Task A_client_that_does_not_trust_it_sends_nothing()
    {
        await using GatewayHost host = await StartAsync();
        await using GatewayConnection connection = RayNetGateway.Connect(host.Address, new() { Token = GatewayHost.Token });

        RpcException error = await Assert.ThrowsAsync<RpcException>(() => new ArithmeticClient(connection).Ping(1).Within());

        Assert.Contains("SSL", error.Status.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("somewhere.example", "Host")]
    [InlineData("999.1.1.1", "Host")]
    public async Task A_host_that_is_no_address_is_named(string name, string option)
    {
        InvalidOptionException error = await Assert.ThrowsAsync<InvalidOptionException>(() => GatewayHost.StartAsync(listen: options => options.Host = name));

        Assert.Contains(option, error.Message, StringComparison.Ordinal);
    }

    private Task<GatewayHost> StartAsync() => GatewayHost.StartAsync(listen: options => (options.UseTls, options.Home) = (true, _home.FullName));
}
