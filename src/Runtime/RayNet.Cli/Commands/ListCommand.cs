using System.CommandLine;
using RayNet.Cli.Clusters;
using RayNet.Cli.Options;
using RayNet.Cli.Output;
using RayNet.Cli.Views;
using RayNet.Runtime.Control;

namespace RayNet.Cli.Commands;

/// <summary><c>raynet list</c>: everything of one kind.</summary>
internal static class ListCommand
{
    private const int DefaultLimit = 1_000;

    internal static Command Create(Screen screen) => new("list", "Lists the nodes, jobs, actors, placement groups, workers, tasks, attempts or objects of a cluster.")
    {
        Nodes(screen),
        Jobs(screen),
        StateCommands.Actors(screen),
        PlacementGroups(screen),
        Workers(screen),
        StateCommands.Tasks(screen),
        Attempts(screen),
        Objects(screen),
    };

    private static Command Nodes(Screen screen) => Make("nodes", "Lists nodes, those that died within the last hour included.", async (link, asJson, _, cancellation) =>
    {
        NodeView[] nodes = [.. (await link.AskAsync(token => link.Channel.Head.ListNodesAsync(token), cancellation).ConfigureAwait(false)).Select(ViewFactory.Of)];
        if (asJson)
        {
            screen.Json(nodes, CliJson.Default.NodeViewArray);
            return;
        }

        screen.Table(string.Empty, ["ID", "NAME", "ADDRESS", "STATE", "RESOURCES", "SINCE", "REASON"], [.. nodes.Select(static node => (string[])[node.Id, node.Name, Show.Text(node.Address), node.State, Show.Resources(node.Total), Show.Time(node.StartedAt), Show.Text(node.Reason)])], "No nodes.");
    });

    private static Command Jobs(Screen screen) => Make("jobs", "Lists jobs, newest first.", async (link, asJson, _, cancellation) =>
    {
        JobView[] jobs = [.. (await link.AskAsync(token => link.Channel.Head.ListJobsAsync(token), cancellation).ConfigureAwait(false)).Select(ViewFactory.Of)];
        if (asJson)
        {
            screen.Json(jobs, CliJson.Default.JobViewArray);
            return;
        }

        screen.Table(string.Empty, ["ID", "STATUS", "ENTRY POINT", "SUBMISSION", "STARTED", "ENDED", "MESSAGE"], [.. jobs.Select(static job => (string[])[job.Id, job.Status, job.EntryPoint, Show.Text(job.SubmissionId), Show.Time(job.StartedAt), Show.Time(job.EndedAt), Show.Text(job.Message)])], "No jobs.");
    });

    private static Command Workers(Screen screen) => Make("workers", "Lists the worker processes of all nodes.", async (link, asJson, _, cancellation) =>
    {
        (IReadOnlyList<NodeState> states, IReadOnlyList<(NodeRecord Node, string Message)> failures) = await link.AskNodesAsync(cancellation).ConfigureAwait(false);
        WorkerView[] workers = [.. states.SelectMany(static node => node.Workers.Select(worker => ViewFactory.Of(node, worker)))];
        if (asJson)
        {
            screen.Json(workers, CliJson.Default.WorkerViewArray);
        }
        else
        {
            screen.Table(string.Empty, ["NODE", "PROCESS", "PID", "JOB", "STATE", "LEASES", "ACTORS"], [.. workers.Select(static worker => (string[])[worker.Node, worker.Process, Show.Number(worker.ProcessId), Show.Text(worker.Job), worker.State, Show.Number(worker.Leases), Show.Number(worker.Actors)])], "No workers.");
        }

        Report(screen, failures);
    });

    private static Command Attempts(Screen screen) => Make("attempts", "Lists the latest attempts of tasks of which one has failed.", async (link, asJson, limit, cancellation) =>
    {
        (IReadOnlyList<NodeState> states, IReadOnlyList<(NodeRecord Node, string Message)> failures) = await link.AskNodesAsync(cancellation).ConfigureAwait(false);
        TaskAttemptView[] attempts = [.. states.SelectMany(static node => node.Attempts).Select(ViewFactory.Of).OrderBy(static attempt => attempt.Id, StringComparer.Ordinal).ThenBy(static attempt => attempt.Attempt).Take(limit)];
        if (asJson)
        {
            screen.Json(attempts, CliJson.Default.TaskAttemptViewArray);
        }
        else
        {
            screen.Table(string.Empty, ["ID", "NAME", "JOB", "ATTEMPT", "STATE", "NODE", "ERROR"], [.. attempts.Select(static attempt => (string[])[attempt.Id, attempt.Name, attempt.Job, Show.Number(attempt.Attempt), attempt.State, attempt.Node, Show.Text(attempt.Error)])], "No task was repeated or failed.");
        }

        Report(screen, failures);
    });

    private static Command Objects(Screen screen) => Make("objects", "Lists the largest objects in the stores of all nodes.", async (link, asJson, limit, cancellation) =>
    {
        (IReadOnlyList<NodeState> states, IReadOnlyList<(NodeRecord Node, string Message)> failures) = await link.AskNodesAsync(cancellation).ConfigureAwait(false);
        ObjectView[] objects = [.. states.SelectMany(static node => node.Objects.Select(stored => ViewFactory.Of(node, stored))).OrderByDescending(static stored => stored.Size).Take(limit)];
        if (asJson)
        {
            screen.Json(objects, CliJson.Default.ObjectViewArray);
        }
        else
        {
            screen.Table(string.Empty, ["ID", "NODE", "SIZE", "STATE", "OWNER", "PINS", "PRIMARY"], [.. objects.Select(static stored => (string[])[stored.Id, stored.Node, Show.Bytes(stored.Size), stored.State, Show.Text(stored.Owner), Show.Number(stored.Pins), stored.IsPrimary ? "yes" : "no"])], "No objects.");
        }

        Report(screen, failures);
    });

    private static Command PlacementGroups(Screen screen) => Make("placement-groups", "Lists placement groups.", async (link, asJson, limit, cancellation) =>
    {
        PlacementGroupView[] groups = [.. (await link.AskAsync(token => link.Channel.Head.ListGroupsAsync(token), cancellation).ConfigureAwait(false)).Take(limit).Select(ViewFactory.Of)];
        if (asJson)
        {
            screen.Json(groups, CliJson.Default.PlacementGroupViewArray);
            return;
        }

        screen.Table(string.Empty, ["ID", "NAME", "STRATEGY", "STATE", "BUNDLES", "NODES", "REASON"], [.. groups.Select(static group => (string[])[group.Id, Show.Text(group.Name), group.Strategy, group.State, Show.Number(group.Nodes.Count), Show.Text(string.Join(' ', group.Nodes.Where(static node => node.Length > 0).Distinct())), Show.Text(group.Reason)])], "No placement groups.");
    });

    /// <summary>Names the nodes that did not answer.</summary>
    internal static void Report(Screen screen, IReadOnlyList<(NodeRecord Node, string Message)> failures)
    {
        foreach ((NodeRecord node, string message) in failures)
        {
            screen.Error($"Node '{node.Info.Name}' ({node.Info.Id}) did not answer, and is left out: {message}");
        }
    }

    /// <summary>A command that lists, with options of its own beside those that all have.</summary>
    internal static Command Make(string name, string description, Option[] options, Func<ClusterLink, ParseResult, bool, int, CancellationToken, Task> run)
    {
        var command = new Command(name, description);
        ConnectOptions connect = ConnectOptions.AddTo(command);
        Option<bool> json = ConnectOptions.Json();
        var limit = new Option<int>("--limit") { Description = "How many at most.", HelpName = "number", DefaultValueFactory = static _ => DefaultLimit };
        foreach (Option option in (Option[])[.. options, json, limit])
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            int most = parsed.GetValue(limit) is > 0 and var given ? given : throw new UsageException("--limit has to be at least 1.");
            using ClusterLink link = await ClusterLink.OpenAsync(connect.Read(parsed), cancellation).ConfigureAwait(false);
            await run(link, parsed, parsed.GetValue(json), most, cancellation).ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Make(string name, string description, Func<ClusterLink, bool, int, CancellationToken, Task> run) =>
        Make(name, description, [], (link, _, asJson, limit, cancellation) => run(link, asJson, limit, cancellation));
}
