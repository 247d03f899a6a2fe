using System.Diagnostics;

namespace RayNet.Samples.Tests;

/// <summary>Runs a built sample and reads what it prints.</summary>
internal static class SampleProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    public static async Task<SampleResult> RunAsync(string sample, params string[] arguments)
    {
        // artifacts/bin/RayNet.Samples.Tests/debug/ -> artifacts/bin/<sample>/debug/
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        string assembly = Path.Combine(output.Parent!.Parent!.FullName, sample, output.Name, $"{sample}.dll");

        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{sample} did not start.");
        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            Task<string> text = process.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new SampleResult(process.ExitCode, await text, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
