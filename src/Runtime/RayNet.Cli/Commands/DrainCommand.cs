using System.CommandLine;
using RayNet.Cli.Clusters;
using RayNet.Cli.Options;
using RayNet.Cli.Output;
using RayNet.Cli.Views;
using RayNet.Runtime.Control;

namespace RayNet.Cli.Commands;

/// <summary><c>raynet drain</c>: a node takes no new work, its actors and objects move, and it leaves.</summary>
internal static class DrainCommand
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    internal static Command Create(Screen screen)
    {
        var command = new Command("drain", "Has a node leave: it takes no new work, its actors and objects move to other nodes, and it ends when it has nothing left to do.");
        var node = new Argument<string>("node") { Description = "The node: its id or its name." };
        var deadline = new Option<string>("--deadline") { Description = "When it ends at the latest, with whatever still runs there; 'none' to wait for its work however long that takes.", HelpName = "time", DefaultValueFactory = static _ => "10m" };
        var reason = new Option<string>("--reason") { Description = "Why, for others who look.", HelpName = "text", DefaultValueFactory = static _ => "raynet drain" };
        var noWait = new Option<bool>("--no-wait") { Description = "Return when the head has written it down, and not when the node has left." };
        ConnectOptions connect = ConnectOptions.AddTo(command);
        Option<bool> json = ConnectOptions.Json();
        command.Add(node);
        command.Add(deadline);
        command.Add(reason);
        command.Add(noWait);
        command.Add(json);
        command.SetAction(async (parsed, cancellation) =>
        {
            string text = parsed.GetRequiredValue(deadline);
            long limit = text == "none" ? -1 : (long)Texts.Time("--deadline", text).TotalMilliseconds;
            using ClusterLink link = await ClusterLink.OpenAsync(connect.Read(parsed), cancellation).ConfigureAwait(false);
            NodeRecord found = await FindAsync(link, parsed.GetRequiredValue(node), cancellation).ConfigureAwait(false);
            NodeRecord record = await link.AskAsync(token => link.Channel.Head.DrainNodeAsync(found.Info.Id, parsed.GetRequiredValue(reason), limit, token), cancellation).ConfigureAwait(false);
            bool asJson = parsed.GetValue(json);
            if (!asJson)
            {
                screen.Line($"Node '{record.Info.Name}' ({record.Info.Id}) takes no new work{(record.Drain?.Deadline is { } end ? $", and leaves by {Show.Time(end)}" : string.Empty)}.");
            }

            while (!parsed.GetValue(noWait) && record.Liveness != NodeLiveness.Dead)
            {
                await Task.Delay(Poll, cancellation).ConfigureAwait(false);
                NodeRecord[] nodes = await link.AskAsync(token => link.Channel.Head.ListNodesAsync(token), cancellation).ConfigureAwait(false);
                record = nodes.FirstOrDefault(item => item.Info.Id == record.Info.Id) ?? record with { Liveness = NodeLiveness.Dead };
            }

            if (asJson)
            {
                screen.Json(ViewFactory.Of(record), CliJson.Default.NodeView);
            }
            else if (record.Liveness == NodeLiveness.Dead)
            {
                screen.Line($"It has left: {record.Reason}");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<NodeRecord> FindAsync(ClusterLink link, string text, CancellationToken cancellationToken)
    {
        NodeRecord[] nodes = await link.AskAsync(token => link.Channel.Head.ListNodesAsync(token), cancellationToken).ConfigureAwait(false);
        NodeRecord[] matches = [.. nodes.Where(node => node.Liveness != NodeLiveness.Dead && (node.Info.Id.ToString() == text || node.Info.Name == text))];
        return matches switch
        {
            [{ } one] => one,
            [] => throw new UsageException($"The cluster has no living node '{text}'. It has: {string.Join(", ", nodes.Where(static node => node.Liveness != NodeLiveness.Dead).OrderBy(static node => node.Info.Name, StringComparer.Ordinal).Select(static node => $"'{node.Info.Name}' ({node.Info.Id})"))}."),
            _ => throw new UsageException($"{matches.Length} nodes are named '{text}'. Give the id: {string.Join(", ", matches.Select(static node => node.Info.Id.ToString()))}."),
        };
    }
}
