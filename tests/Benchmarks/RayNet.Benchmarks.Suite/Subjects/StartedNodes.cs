using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace RayNet.Benchmarks.Suite.Subjects;

/// <summary>A head's node that has workers and another one for drivers to live beside, all of them processes of this machine, started as a user starts them.</summary>
internal sealed partial class StartedNodes : IAsyncDisposable
{
    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("raynet-bench-");

    private StartedNodes(bool isNear, IReadOnlyDictionary<string, string> more) => Environment = new(more)
    {
        ["RAYNET_SESSION_DIR"] = Path.Combine(_scratch.FullName, "session"),
        ["RAYNET_HOME"] = Path.Combine(_scratch.FullName, "home"),
        ["RAYNET_NEAR_STORES"] = isNear ? "1" : "0",
    };

    /// <summary>What a driver needs to join.</summary>
    internal Dictionary<string, string> Environment { get; }

    /// <param name="hasTls">Whether they speak TLS.</param>
    /// <param name="isNear">Whether they read each other's stores, as nodes of one machine do; otherwise bytes pass the network, as between machines.</param>
    /// <param name="more">Variables of the nodes' processes, and of their workers.</param>
    /// <exception cref="InvalidOperationException">They did not start.</exception>
    internal static async Task<StartedNodes> StartAsync(bool hasTls, bool isNear, IReadOnlyDictionary<string, string> more)
    {
        var nodes = new StartedNodes(isNear, more);
        try
        {
            await nodes.StartAsync(hasTls);
            return nodes;
        }
        catch
        {
            await nodes.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await RaynetAsync("stop", "--force");
        _scratch.Delete(recursive: true);
    }

    private async Task StartAsync(bool hasTls)
    {
        string[] token = [];
        if (hasTls)
        {
            string file = Path.Combine(_scratch.FullName, "token");
            await File.WriteAllTextAsync(file, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            Environment["RAYNET_TOKEN_FILE"] = file;
            token = ["--token-file", file];
        }

        string head = await RaynetAsync(["start", "--head", "--port", "0", .. hasTls ? ["--tls", .. token] : token, "--num-cpus", "2", "--resources", "far=1000"]);
        string address = Joining().Match(head) is { Success: true } found ? found.Value : throw new InvalidOperationException($"`raynet start --head` gave no address: {head}");

        // Drivers prefer a node that is not the head's.
        await RaynetAsync(["start", "--address", address, .. token, "--num-cpus", "2"]);
        Environment["RAYNET_ADDRESS"] = address;
    }

    private async Task<string> RaynetAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("artifacts/bin/RayNet.Cli/release/raynet", arguments) { RedirectStandardOutput = true };
        foreach ((string name, string value) in Environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start) ?? throw new InvalidOperationException("raynet did not start.");
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"`raynet {arguments[0]}` ended with {process.ExitCode}: {output}");
    }

    [GeneratedRegex(@"raynet://[^\s'""]+|127\.0\.0\.1:[0-9]+")]
    private static partial Regex Joining();
}
