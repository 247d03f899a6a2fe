using System.Diagnostics;

namespace RayNet.Testing.Tests.Chaos;

/// <summary>The chaos run of <c>eng/chaos.sh</c>, where RAYNET_CHAOS_SECONDS says how long; RAYNET_CHAOS_SEED chooses its faults.</summary>
public sealed class ChaosRunTests
{
    [Fact(Timeout = 300_000)]
    public async Task Head_nodes_drivers_and_workers_that_are_killed_under_load_break_no_promise()
    {
        // Ten processes and what they start beside all other tests: on a busy machine its limits say more of the machine than of RayNet.
        string seconds = Environment.GetEnvironmentVariable("RAYNET_CHAOS_SECONDS") ?? string.Empty;
        Assert.SkipUnless(seconds.Length > 0, "RAYNET_CHAOS_SECONDS says how long it is to run, such as 60; it wants the machine for itself");
        string seed = Environment.GetEnvironmentVariable("RAYNET_CHAOS_SEED") ?? "1";
        string program = DriverProcess.Artifact("RayNet.Testing.Chaos", "RayNet.Testing.Chaos.dll");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, "--seconds", seconds, "--seed", seed]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process run = Process.Start(start)!;
        await using CancellationTokenRegistration end = TestContext.Current.CancellationToken.Register(() => run.Kill(entireProcessTree: true));
        Task<string> errors = run.StandardError.ReadToEndAsync();
        string output = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();

        // The figures are for whoever reads the log of the tests.
        TestContext.Current.TestOutputHelper?.WriteLine(output);
        Assert.True(run.ExitCode == 0, $"{output}\n{await errors}");
        Assert.Contains($"No promise was broken (seed {seed}).", output, StringComparison.Ordinal);
    }
}
