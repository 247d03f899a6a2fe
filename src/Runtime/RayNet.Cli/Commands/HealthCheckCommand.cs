using System.CommandLine;
using System.Globalization;
using RayNet.Cli.Clusters;
using RayNet.Cli.Output;
using RayNet.Cli.Views;
using RayNet.Runtime.Control;

namespace RayNet.Cli.Commands;

/// <summary><c>raynet health-check</c>: whether the head answers. For probes and scripts.</summary>
internal static class HealthCheckCommand
{
    internal static Command Create(Screen screen) => QueryCommand.Create(
        "health-check",
        "Exits with 0 if the head of a cluster answers, with 3 if it does not, with 4 if it does not let this user in.",
        screen,
        ReadAsync,
        CliJson.Default.HealthView,
        health => screen.Line($"Cluster {health.Id} at {health.Address} is healthy."));

    private static async Task<HealthView> ReadAsync(ClusterLink link, CancellationToken cancellationToken)
    {
        ClusterInfo info = await link.AskAsync(token => link.Channel.Head.GetClusterAsync(token), cancellationToken).ConfigureAwait(false);
        return new HealthView { Healthy = true, Address = link.Channel.Address.HostAndPort, Id = info.ClusterId.ToString("x16", CultureInfo.InvariantCulture), Version = info.Version };
    }
}
