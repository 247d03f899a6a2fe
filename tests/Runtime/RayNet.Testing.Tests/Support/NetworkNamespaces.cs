using System.Diagnostics;
using System.Globalization;

namespace RayNet.Testing.Tests;

/// <summary>Two network namespaces with a cable between them: two hosts on one machine.</summary>
internal sealed class NetworkNamespaces : IAsyncDisposable
{
    internal const string FirstHost = "10.99.0.1";
    internal const string SecondHost = "10.99.0.2";

    private static readonly string Suffix = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    private NetworkNamespaces()
    {
    }

    internal static string First { get; } = $"rn{Suffix}a";

    internal static string Second { get; } = $"rn{Suffix}b";

    internal static string[] InFirst => ["ip", "netns", "exec", First];

    internal static string[] InSecond => ["ip", "netns", "exec", Second];

    /// <summary>Makes them; or says why this machine does not permit it.</summary>
    internal static async Task<(NetworkNamespaces? Namespaces, string Problem)> TryCreateAsync()
    {
        var namespaces = new NetworkNamespaces();
        string problem = await namespaces.CreateAsync();
        if (problem.Length == 0)
        {
            return (namespaces, problem);
        }

        await namespaces.DisposeAsync();
        return (null, problem);
    }

    internal static async Task SetLinkAsync(bool up) => Assert.Equal(string.Empty, await RunAsync("-n", Second, "link", "set", "cable-b", up ? "up" : "down"));

    public async ValueTask DisposeAsync()
    {
        // The cable goes with them.
        await RunAsync("netns", "del", First);
        await RunAsync("netns", "del", Second);
    }

    private async Task<string> CreateAsync()
    {
        foreach (string command in (string[])
            [
                $"netns add {First}",
                $"netns add {Second}",
                $"link add cable-a netns {First} type veth peer name cable-b netns {Second}",
                $"-n {First} addr add {FirstHost}/24 dev cable-a",
                $"-n {Second} addr add {SecondHost}/24 dev cable-b",
                $"-n {First} link set lo up",
                $"-n {Second} link set lo up",
                $"-n {First} link set cable-a up",
                $"-n {Second} link set cable-b up",
            ])
        {
            if (await RunAsync(command.Split(' ')) is { Length: > 0 } problem)
            {
                return $"ip {command}: {problem}";
            }
        }

        return string.Empty;
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true })!;
            string error = await process.StandardError.ReadToEndAsync().WaitAsync(Soon.Limit);
            await process.WaitForExitAsync().WaitAsync(Soon.Limit);
            return process.ExitCode == 0 ? string.Empty : error.Length > 0 ? error : $"exit code {process.ExitCode}";
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return exception.Message;
        }
    }
}
