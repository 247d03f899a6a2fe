using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace RayNet.Testing.Tests;

/// <summary>What a driver shows to a cluster of this machine, and believes of it.</summary>
public sealed partial class CredentialTests : IDisposable
{
    private const string Right = "right-token-of-the-cluster-0123456789";
    private const string Wrong = "wrong-token-of-the-cluster-0123456789";

    private readonly string _folder = Directory.CreateTempSubdirectory("rc-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Variables_win_over_the_files_of_the_session()
    {
        string token = Path.Combine(_folder, "token");
        await WriteAsync(token, Right);
        string session = Path.Combine(_folder, "s");
        using var head = ToolProcess.Start([], Path.Combine(_folder, "home"), ["--head", "--port", "0", "--tls", "--token-file", token, "--session-dir", session, "--num-cpus", "1", "--object-store-memory", "16MiB"]);

        // Without the fingerprint, so that nothing but the authority's file tells who it is.
        string address = Address().Match(await head.LineAsync("raynet start --address")).Groups["address"].Value;

        await SaysAsync("joined", address, session);
        await SaysAsync("refused", address, session, ("RAYNET_TOKEN", Wrong));
        await SaysAsync("refused", address, session, ("RAYNET_TLS_CA", await OtherAuthorityAsync()));

        await WriteAsync(token, Wrong);
        await SaysAsync("refused", address, session);
        await SaysAsync("joined", address, session, ("RAYNET_TOKEN", Right));
    }

    private static async Task SaysAsync(string expected, string address, string session, params (string Name, string Value)[] variables)
    {
        var environment = new Dictionary<string, string> { ["RAYNET_SESSION_DIR"] = session };
        foreach ((string name, string value) in variables)
        {
            environment[name] = value;
        }

        using DriverProcess driver = DriverProcess.Start(address, environment);
        Assert.StartsWith(expected, await driver.ReadAsync(), StringComparison.Ordinal);
    }

    private static async Task WriteAsync(string file, string text)
    {
        await File.WriteAllTextAsync(file, text);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private async Task<string> OtherAuthorityAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=another", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        string file = Path.Combine(_folder, "other.pem");
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem());
        return file;
    }

    [GeneratedRegex(@"--address '?raynet://(?<address>[^?' ]+)")]
    private static partial Regex Address();
}
