using System.CommandLine;
using RayNet.Cli.Options;
using RayNet.Cli.Output;
using RayNet.Cli.Running;
using RayNet.Runtime.Cluster.Sessions;

namespace RayNet.Cli.Commands;

/// <summary><c>raynet stop</c>: ends what this user's <c>raynet start</c> started on this machine.</summary>
internal static class StopCommand
{
    internal static Command Create(Screen screen)
    {
        var command = new Command("stop", "Stops the head and the nodes that 'raynet start' of this user started on this machine.");
        var force = new Option<bool>("--force") { Description = "End them at once, without asking them first." };
        var grace = new Option<string>("--grace-period") { Description = "How long they have to end before they are killed.", HelpName = "time", DefaultValueFactory = static _ => "15s" };
        Option<string?> sessionDir = ConnectOptions.SessionDir();
        command.Add(force);
        command.Add(grace);
        command.Add(sessionDir);
        command.SetAction(async (parsed, cancellation) =>
        {
            var registry = new ProcessRegistry(SessionRoot.Find(parsed.GetValue(sessionDir)));
            TimeSpan period = parsed.GetValue(force) ? TimeSpan.Zero : Texts.Time("--grace-period", parsed.GetRequiredValue(grace));

            // Nodes first: a head that ends would end them too, but nobody would wait for them.
            ProcessRecord[] records = [.. registry.List().Reverse()];
            if (records.Length == 0)
            {
                screen.Line($"Nothing to stop: no head and no node of yours runs here (session folder '{registry.Root}').");
            }

            StopResult[] results = await Task.WhenAll(records.Select(record => ProcessStopper.StopAsync(record, period, cancellation))).ConfigureAwait(false);
            for (int i = 0; i < records.Length; i++)
            {
                Tell(screen, records[i], results[i]);
            }

            await ProcessStopper.SweepAsync(registry, records, cancellation).ConfigureAwait(false);
            return results.Contains(StopResult.StillRuns) ? ExitCodes.Failed : ExitCodes.Done;
        });
        return command;
    }

    private static void Tell(Screen screen, ProcessRecord record, StopResult result)
    {
        string what = $"the {record.Role} at {Runtime.Cluster.Connections.ClusterAddress.Parse(record.Address).HostAndPort} (process {record.Identity.Pid})";
        switch (result)
        {
            case StopResult.Stopped:
                screen.Line($"Stopped {what}.");
                break;
            case StopResult.Killed:
                screen.Line($"Killed {what}.");
                break;
            default:
                screen.Error($"Could not end {what}. It may belong to another user; try it as that one.");
                break;
        }
    }
}
