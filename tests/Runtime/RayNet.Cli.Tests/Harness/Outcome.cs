using System.Text.Json;

namespace RayNet.Cli.Tests.Harness;

/// <summary>What a run of the command came to.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Errors)
{
    internal JsonElement Json => JsonDocument.Parse(Output).RootElement;

    internal Outcome Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"Exit code {ExitCode} instead of {exitCode}.\nOutput: {Output}\nErrors: {Errors}");
        return this;
    }
}
