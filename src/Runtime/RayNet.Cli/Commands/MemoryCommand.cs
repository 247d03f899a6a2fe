using System.CommandLine;
using RayNet.Cli.Clusters;
using RayNet.Cli.Options;
using RayNet.Cli.Output;
using RayNet.Cli.Views;
using RayNet.Runtime.Control;

namespace RayNet.Cli.Commands;

/// <summary><c>raynet memory</c>: the object stores of all nodes, and the largest objects in them.</summary>
internal static class MemoryCommand
{
    internal static Command Create(Screen screen)
    {
        var command = new Command("memory", "Shows the use of the object stores, and the largest objects with their owners and pins.");
        ConnectOptions connect = ConnectOptions.AddTo(command);
        Option<bool> json = ConnectOptions.Json();
        command.Add(json);
        command.SetAction(async (parsed, cancellation) =>
        {
            using ClusterLink link = await ClusterLink.OpenAsync(connect.Read(parsed), cancellation).ConfigureAwait(false);
            (IReadOnlyList<NodeState> states, IReadOnlyList<(NodeRecord Node, string Message)> failures) = await link.AskNodesAsync(cancellation).ConfigureAwait(false);
            var memory = new MemoryView
            {
                Stores = [.. states.Select(ViewFactory.StoreOf)],
                Objects = [.. states.SelectMany(static node => node.Objects.Select(stored => ViewFactory.Of(node, stored))).OrderByDescending(static stored => stored.Size)],
                Errors = [.. failures.Select(static failure => new NodeErrorView { Node = failure.Node.Info.Id.ToString(), Message = failure.Message })],
            };
            if (parsed.GetValue(json))
            {
                screen.Json(memory, CliJson.Default.MemoryView);
                return ExitCodes.Done;
            }

            screen.Table("Stores", ["NODE", "NAME", "USED", "CAPACITY", "SPILLED", "OBJECTS"], [.. memory.Stores.Select(static store => (string[])[store.Node, store.Name, Show.Bytes(store.Used), Show.Bytes(store.Capacity), Show.Bytes(store.Spilled), Show.Number(store.Objects)])], "none");
            screen.Line();
            screen.Table("Largest objects", ["ID", "NODE", "SIZE", "STATE", "OWNER", "PINS", "PRIMARY"], [.. memory.Objects.Select(static stored => (string[])[stored.Id, stored.Node, Show.Bytes(stored.Size), stored.State, Show.Text(stored.Owner), Show.Number(stored.Pins), stored.IsPrimary ? "yes" : "no"])], "none");
            ListCommand.Report(screen, failures);
            return ExitCodes.Done;
        });
        return command;
    }
}
