using System.CommandLine;
using System.Globalization;
using RayNet.Cli.Clusters;
using RayNet.Cli.Options;
using RayNet.Cli.Output;
using RayNet.Cli.Views;
using RayNet.Runtime.Control;

namespace RayNet.Cli.Commands;

/// <summary><c>raynet health-check</c>: whether the head answers. For probes and scripts.</summary>
internal static class HealthCheckCommand
{
    internal static Command Create(Screen screen)
    {
        var command = new Command("health-check", "Exits with 0 if the head of a cluster answers, with 3 if it does not, with 4 if it does not let this user in.");
        ConnectOptions connect = ConnectOptions.AddTo(command);
        Option<bool> json = ConnectOptions.Json();
        command.Add(json);
        command.SetAction(async (parsed, cancellation) =>
        {
            using ClusterLink link = await ClusterLink.OpenAsync(connect.Read(parsed), cancellation).ConfigureAwait(false);
            ClusterInfo info = await link.AskAsync(token => link.Channel.Head.GetClusterAsync(token), cancellation).ConfigureAwait(false);
            string id = info.ClusterId.ToString("x16", CultureInfo.InvariantCulture);
            if (parsed.GetValue(json))
            {
                screen.Json(new HealthView { Healthy = true, Address = link.Channel.Address.HostAndPort, Id = id, Version = info.Version }, CliJson.Default.HealthView);
            }
            else
            {
                screen.Line($"Cluster {id} at {link.Channel.Address.HostAndPort} is healthy.");
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
