using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using RayNet.Benchmarks.Suite.Results;

namespace RayNet.Benchmarks.Suite.Subjects;

/// <summary>A driver beside one node and workers on the head's node, all of them processes of this machine, started as a user starts them.</summary>
/// <param name="HasTls">Whether they speak TLS.</param>
/// <param name="IsNear">Whether they read each other's stores, as nodes of one machine do; otherwise bytes pass the network, as between machines.</param>
internal sealed partial record TwoNodes(bool HasTls, bool IsNear = false) : Subject(
    $"two nodes{(HasTls ? " with TLS" : string.Empty)}{(IsNear ? " that share memory" : string.Empty)}",
    IsNear ? s_objects : s_all)
{
    private static readonly string[] s_objects = ["1 GiB object node to node"];

    private static readonly string[] s_all = [
    "1:1 actor calls sync", "1:1 actor calls async", "single client tasks sync", "single client tasks async", "bursts of 10 tasks", "1 GiB", "route through the head's node"];

    internal override async Task RunAsync(SuiteOptions options, Action<Measurement> onMeasured)
    {
        DirectoryInfo scratch = Directory.CreateTempSubdirectory("raynet-bench-");
        var environment = new Dictionary<string, string>
        {
            ["RAYNET_SESSION_DIR"] = Path.Combine(scratch.FullName, "session"),
            ["RAYNET_HOME"] = Path.Combine(scratch.FullName, "home"),
            ["RAYNET_NEAR_STORES"] = IsNear ? "1" : "0",
        };
        string[] token = [];
        if (HasTls)
        {
            string file = Path.Combine(scratch.FullName, "token");
            await File.WriteAllTextAsync(file, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            environment["RAYNET_TOKEN_FILE"] = file;
            token = ["--token-file", file];
        }

        try
        {
            string head = await RaynetAsync(environment, ["start", "--head", "--port", "0", .. HasTls ? ["--tls", .. token] : token, "--num-cpus", "2", "--resources", "far=1000"]);
            string address = Joining().Match(head) is { Success: true } found ? found.Value : throw new InvalidOperationException($"`raynet start --head` gave no address: {head}");

            // Drivers prefer a node that is not the head's.
            await RaynetAsync(environment, ["start", "--address", address, .. token, "--num-cpus", "2"]);
            environment["RAYNET_ADDRESS"] = address;
            ProcessStartInfo driver = Dotnet(options, "RayNet.Cluster.Benchmarks", ["--nodes", PeerName, "--runs", $"{options.Runs}", "--seconds", options.Seconds.ToString(CultureInfo.InvariantCulture), .. IsNear ? s_objects : options.Filters]);
            Set(driver, environment);
            await RunAsync(driver, options.Filters, onMeasured);
        }
        finally
        {
            await RaynetAsync(environment, ["stop", "--force"]);
            scratch.Delete(recursive: true);
        }
    }

    private string PeerName => IsNear ? "raynet-nodes-near" : HasTls ? "raynet-nodes-tls" : "raynet-nodes";

    private static async Task<string> RaynetAsync(IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo("artifacts/bin/RayNet.Cli/release/raynet", arguments) { RedirectStandardOutput = true };
        Set(start, environment);
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("raynet did not start.");
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"`raynet {arguments[0]}` ended with {process.ExitCode}: {output}");
    }

    private static void Set(ProcessStartInfo start, IReadOnlyDictionary<string, string> environment)
    {
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }
    }

    [GeneratedRegex(@"raynet://[^\s'""]+|127\.0\.0\.1:[0-9]+")]
    private static partial Regex Joining();
}
