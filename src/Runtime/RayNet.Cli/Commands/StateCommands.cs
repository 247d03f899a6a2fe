using System.CommandLine;
using RayNet.Cli.Output;
using RayNet.Cli.Views;
using RayNet.Runtime.Control;

namespace RayNet.Cli.Commands;

/// <summary>Commands that ask owners, over the nodes: <c>raynet list tasks</c>, <c>raynet list actors</c>, <c>raynet summary tasks</c>.</summary>
internal static class StateCommands
{
    private const int MostInPage = 10_000;

    internal static Command Tasks(Screen screen)
    {
        Option<string?> name = Filter("--name", "Only tasks of this name.");
        Option<string?> status = Filter("--status", "Only tasks that are so far: waitingForArgument, waitingForRetry, queued or running.");
        return ListCommand.Make("tasks", "Lists the tasks of all programs that have not ended.", [name, status], async (link, parsed, asJson, limit, cancellation) =>
        {
            var query = new TaskQuery { Name = parsed.GetValue(name), Status = Status<RemoteTaskStatus>(parsed, status) };
            (List<TaskInfo> found, bool isMore) = await ReadAsync(
                screen,
                limit,
                (count, place) => link.AskNodeAsync((node, token) => node.ListTasksAsync(query with { Limit = count, Continuation = place }, true, token), cancellation)).ConfigureAwait(false);
            TaskView[] tasks = [.. found.Select(ViewFactory.Of)];
            if (asJson)
            {
                screen.Json(tasks, CliJson.Default.TaskViewArray);
            }
            else
            {
                screen.Table(string.Empty, ["NAME", "STATUS", "ATTEMPT", "NODE", "JOB", "OWNER"], [.. tasks.Select(static task => (string[])[task.Name, task.Status, Show.Number(task.Attempt), Show.Text(task.Node), task.Job, task.Owner])], "No tasks.");
            }

            ReportMore(screen, isMore, limit, "tasks");
        });
    }

    internal static Command Actors(Screen screen)
    {
        Option<string?> className = Filter("--class", "Only actors of this class, by its full name.");
        Option<string?> name = Filter("--name", "Only actors of this name.");
        Option<string?> actorNamespace = Filter("--namespace", "Only actors whose name is in this namespace.");
        Option<string?> status = Filter("--status", "Only actors that are there in their life: pending, alive, restarting, terminating or dead.");
        var all = new Option<bool>("--all") { Description = "Dead ones too, of those that have a name, are detached or were built again." };
        return ListCommand.Make("actors", "Lists the actors of all programs.", [className, name, actorNamespace, status, all], async (link, parsed, asJson, limit, cancellation) =>
        {
            var query = new ActorQuery
            {
                ClassName = parsed.GetValue(className),
                Name = parsed.GetValue(name),
                Namespace = parsed.GetValue(actorNamespace),
                Status = Status<ActorStatus>(parsed, status),
                IncludeDead = parsed.GetValue(all),
            };
            (List<ActorInfo> found, bool isMore) = await ReadAsync(
                screen,
                limit,
                (count, place) => link.AskNodeAsync((node, token) => node.ListActorsAsync(query with { Limit = count, Continuation = place }, true, token), cancellation)).ConfigureAwait(false);
            ActorView[] actors = [.. found.Select(ViewFactory.Of)];
            if (asJson)
            {
                screen.Json(actors, CliJson.Default.ActorViewArray);
            }
            else
            {
                screen.Table(string.Empty, ["ID", "CLASS", "NAME", "NAMESPACE", "STATE", "NODE", "CALLS", "RESTARTS", "REASON"], [.. actors.Select(static actor => (string[])[actor.Id, actor.ClassName, Show.Text(actor.Name), Show.Text(actor.Namespace), actor.State, Show.Text(actor.Node), Show.Number(actor.PendingCalls), Show.Number(actor.Restarts), Show.Text(actor.Reason)])], "No actors.");
            }

            ReportMore(screen, isMore, limit, "actors");
        });
    }

    internal static Command Summary(Screen screen) => new("summary", "Counts what a cluster has.")
    {
        QueryCommand.Create(
            "tasks",
            "Counts the tasks of all programs that have not ended, by name and status.",
            screen,
            async (link, cancellation) =>
            {
                TaskCounts counts = await link.AskNodeAsync(static (node, token) => node.CountTasksAsync(true, token), cancellation).ConfigureAwait(false);
                ReportMissing(screen, counts.Missing);
                return (TaskCountView[])[.. counts.Counts.OrderByDescending(static count => count.Count).Select(ViewFactory.Of)];
            },
            CliJson.Default.TaskCountViewArray,
            counts => screen.Table(string.Empty, ["NAME", "STATUS", "COUNT"], [.. counts.Select(static count => (string[])[count.Name.Length > 0 ? count.Name : "(other names)", count.Status, Show.Number(count.Count)])], "No tasks.")),
    };

    /// <summary>Reads pages until there are as many as are wanted, or no more.</summary>
    private static async Task<(List<T> Items, bool IsMore)> ReadAsync<T>(Screen screen, int limit, Func<int, string?, Task<StatePage<T>>> ask)
    {
        var items = new List<T>();
        StatePage<T> page;
        string? place = null;
        do
        {
            page = await ask(Math.Min(MostInPage, limit - items.Count), place).ConfigureAwait(false);
            items.AddRange(page.Items);
            place = page.Places.LastOrDefault();
            ReportMissing(screen, page.Missing);
        }
        while (page.IsMore && items.Count < limit);
        return (items, page.IsMore);
    }

    private static void ReportMissing(Screen screen, string[] missing)
    {
        foreach (string message in missing)
        {
            screen.Error($"{message} What it has is left out.");
        }
    }

    private static void ReportMore(Screen screen, bool isMore, int limit, string what)
    {
        if (isMore)
        {
            screen.Error($"There may be more than {limit} {what}. '--limit' shows more.");
        }
    }

    private static Option<string?> Filter(string name, string description) => new(name) { Description = description, HelpName = name[2..] };

    private static T? Status<T>(ParseResult parsed, Option<string?> option)
        where T : struct, Enum => parsed.GetValue(option) is not { } text ? null
        : Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<T>(text, ignoreCase: true)
        : throw new UsageException($"--status: there is no '{text}'. Give {string.Join(", ", Enum.GetNames<T>().Select(ViewFactory.Name))}.");
}
