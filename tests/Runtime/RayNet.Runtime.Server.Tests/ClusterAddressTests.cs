using RayNet.Runtime.Cluster.Connections;

namespace RayNet.Runtime.Server.Tests;

/// <summary>Addresses as they are typed and printed.</summary>
public sealed class ClusterAddressTests
{
    private const string Fingerprint = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("10.1.2.3:7000", "10.1.2.3:7000")]
    [InlineData("example.org", "example.org:6380")]
    [InlineData("raynet://example.org:1/", "example.org:1")]
    [InlineData("[::1]:7000", "[::1]:7000")]
    [InlineData("::1", "[::1]:6380")]
    [InlineData(" localhost:1 ", "localhost:1")]
    [InlineData("raynet://a:1?tls=off", "raynet://a:1?tls=off")]
    [InlineData("raynet://a:1?tls=system", "raynet://a:1?tls=system")]
    [InlineData("a:1?fp=" + Fingerprint, "raynet://a:1?fp=" + Fingerprint)]
    public void An_address_is_read_and_written(string text, string expected)
    {
        ClusterAddress address = ClusterAddress.Parse(text);
        Assert.Equal(expected, address.ToString());
        Assert.Equal(address, ClusterAddress.Parse(address.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a:b")]
    [InlineData("a:0")]
    [InlineData("a:70000")]
    [InlineData("[::1")]
    [InlineData("[::1]x")]
    [InlineData("a b:1")]
    [InlineData("a:1?fp=12")]
    [InlineData("a:1?tls=maybe")]
    [InlineData("a:1?x")]
    [InlineData("http://a:1")]
    public void What_is_no_address_is_refused_with_the_form_that_it_has_to_have(string text) =>
        Assert.Contains("host:port", Assert.Throws<InvalidOptionException>(() => ClusterAddress.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("127.0.0.1:1", true)]
    [InlineData("127.5.5.5:1", true)]
    [InlineData("[::1]:1", true)]
    [InlineData("localhost:1", true)]
    [InlineData("10.0.0.1:1", false)]
    [InlineData("example.org:1", false)]
    public void This_machine_is_recognized(string text, bool isLoopback) => Assert.Equal(isLoopback, ClusterAddress.Parse(text).IsLoopback);
}
