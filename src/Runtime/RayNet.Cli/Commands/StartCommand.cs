using System.CommandLine;
using RayNet.Cli.Output;
using RayNet.Cli.Running;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Cluster.Sessions;
using RayNet.Runtime.Server.Processes;

namespace RayNet.Cli.Commands;

/// <summary><c>raynet start</c>: a head or a node, in the background or in the foreground.</summary>
internal static class StartCommand
{
    internal static Command Create(Screen screen, string[] args)
    {
        var command = new Command("start", "Starts a cluster on this machine (--head), or a node of one (--address).");
        var options = new StartOptions();
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            if (options.IsBlocking(parsed))
            {
                return await ForegroundProcess.RunAsync(screen, ready => options.Read(parsed, ready), cancellation).ConfigureAwait(false);
            }

            // What can be found wrong here need not be looked up in a log.
            ProcessOptions process = options.Read(parsed, string.Empty);
            var registry = new ProcessRegistry(process.SessionRoot);
            if (process.Head is null && registry.FindHead() is { } other)
            {
                throw registry.HeadRuns(other);
            }

            ProcessRecord record = await BackgroundProcess.StartAsync(args, options.Token(parsed), process, options.Timeout(parsed), cancellation).ConfigureAwait(false);
            Tell(screen, record);
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>What the user does next.</summary>
    internal static void Tell(Screen screen, ProcessRecord record)
    {
        ClusterAddress address = ClusterAddress.Parse(record.Address);
        string token = record.TokenFile.Length > 0 ? $" --token-file {record.TokenFile}" : string.Empty;
        if (record.Role == ProcessRecord.Node)
        {
            screen.Line($"Node {record.NodeId} at {address.HostAndPort} has joined the cluster at {ClusterAddress.Parse(record.HeadAddress).HostAndPort} (process {record.Identity.Pid}).");
            WriteLog(screen, record);
            return;
        }

        if (record.StandsBy)
        {
            screen.Line($"The head at {address.HostAndPort} stands by (process {record.Identity.Pid}). It takes over when the one that leads is gone.");
            WriteLog(screen, record);
            screen.Line($"A program, or a node: RAYNET_ADDRESS='{record.HeadAddress}'");
            screen.Line("Then: raynet status, raynet stop");
            return;
        }

        screen.Line($"Cluster {record.ClusterId} runs at {address.HostAndPort} (process {record.Identity.Pid}).");
        WriteLog(screen, record);
        if (record.TokenFile.Length > 0)
        {
            screen.Line($"  Token:        {record.TokenFile}");
        }

        if (address.Fingerprint is { } fingerprint)
        {
            screen.Line($"  Fingerprint:  {fingerprint}");
        }

        screen.Line();
        screen.Line(address.IsLoopback ? "Another node on this machine (start with --host to let other machines join):" : "A node on another machine; copy the token's file there:");
        screen.Line($"  raynet start --address '{record.HeadAddress}'{token}");
        screen.Line("A program:");
        screen.Line($"  RAYNET_ADDRESS='{record.HeadAddress}'{(record.TokenFile.Length > 0 ? $" RAYNET_TOKEN_FILE={record.TokenFile}" : string.Empty)} dotnet run");
        screen.Line("Then: raynet status, raynet stop");
    }

    private static void WriteLog(Screen screen, ProcessRecord record)
    {
        if (record.LogFile.Length > 0)
        {
            screen.Line($"  Log:          {record.LogFile}");
        }
    }
}
