using System.Net;
using Microsoft.Extensions.Logging;
using RayNet.Runtime.Server.Processes;

namespace RayNet.Runtime.Server.Tests;

/// <summary>What protects a head's port, by what its user said.</summary>
public sealed class ProcessSecurityTests : IDisposable
{
    private static readonly ListenAddress Loopback = new(IPAddress.Loopback, "127.0.0.1");
    private static readonly ListenAddress Network = new(IPAddress.Parse("192.0.2.7"), "192.0.2.7");
    private readonly TempFolder _folder = new();
    private readonly WarningLog _warnings = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_port_of_this_machine_goes_without()
    {
        ProcessSecurity security = For(Options, Loopback);
        Assert.Null(security.Server.Token);
        Assert.Null(security.Server.Certificate);
        Assert.Equal(0, _warnings.Count);
    }

    [Fact]
    public void A_port_that_others_reach_has_token_and_tls()
    {
        ProcessSecurity security = For(Options, Network);
        Assert.Equal(64, security.Server.Token!.Length);
        Assert.True(security.Server.Certificate!.MatchesHostname("192.0.2.7"));
        Assert.Equal(security.Server.Token, For(Options, Network).Server.Token);
        Assert.Equal(security.Authority!.Certificate.Thumbprint, For(Options, Network).Authority!.Certificate.Thumbprint);
        Assert.Equal(0, _warnings.Count);
    }

    [Fact]
    public void No_single_option_turns_both_off()
    {
        ProcessSecurity plaintext = For(Options with { InsecurePlaintext = true }, Network);
        Assert.NotNull(plaintext.Server.Token);
        Assert.Null(plaintext.Server.Certificate);
        Assert.Equal(1, _warnings.Count);

        ProcessSecurity noToken = For(Options with { InsecureNoToken = true }, Network);
        Assert.Null(noToken.Server.Token);
        Assert.NotNull(noToken.Server.Certificate);
        Assert.Equal(2, _warnings.Count);

        ProcessSecurity nothing = For(Options with { InsecurePlaintext = true, InsecureNoToken = true }, Network);
        Assert.Null(nothing.Server.Token);
        Assert.Null(nothing.Server.Certificate);
        Assert.Equal(4, _warnings.Count);
    }

    [Fact]
    public void Tls_and_a_token_are_possible_on_this_machine_too()
    {
        ProcessSecurity security = For(Options with { UseTls = true, Token = "sixteen-characters" }, Loopback);
        Assert.Equal("sixteen-characters", security.Server.Token);
        Assert.NotNull(security.Server.Certificate);
    }

    [Fact]
    public void Options_that_contradict_each_other_are_refused()
    {
        Refuse(Options with { CertificateFile = "a.pem" }, "--tls-key");
        Refuse(Options with { RequireClientCertificate = true }, "--tls-ca");
        Refuse(Options with { InsecurePlaintext = true, UseTls = true }, "--insecure-plaintext");
        Refuse(Options with { InsecureNoToken = true, Token = "sixteen-characters" }, "--insecure-no-token");
        Refuse(Options with { ClusterName = "../x" }, "cluster name");
        Refuse(Options with { Token = "short" }, "16");
        Refuse(Options with { TokenFile = _folder.File("none") }, "none");
    }

    [Fact]
    public void The_users_own_certificate_is_used()
    {
        ProcessSecurity own = For(Options with { UseTls = true }, Loopback);
        string certificate = _folder.File("own.pem");
        string key = _folder.File("own-key.pem");
        File.WriteAllText(certificate, own.Server.Certificate!.ExportCertificatePem());
        using System.Security.Cryptography.ECDsa? pair = System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(own.Server.Certificate);
        File.WriteAllText(key, pair!.ExportPkcs8PrivateKeyPem());

        ProcessSecurity security = For(Options with { CertificateFile = certificate, KeyFile = key, AuthorityFile = own.AuthorityFile, RequireClientCertificate = true }, Loopback);

        Assert.Equal(own.Server.Certificate.Thumbprint, security.Server.Certificate!.Thumbprint);
        Assert.True(security.Server.RequireClientCertificate);
        Assert.Null(security.Authority);
        Assert.Equal(own.Authority!.Certificate.Thumbprint, security.Server.Authority!.Thumbprint);
    }

    private SecurityOptions Options => new() { Home = _folder.Path };

    private ProcessSecurity For(SecurityOptions options, ListenAddress address) => ProcessSecurity.ForHead(options, address, TimeProvider.System, _warnings);

    private void Refuse(SecurityOptions options, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidOptionException>(() => For(options, Network)).Message, StringComparison.Ordinal);

    private sealed class WarningLog : ILogger
    {
        internal int Count { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Count += logLevel == LogLevel.Warning ? 1 : 0;
    }
}
