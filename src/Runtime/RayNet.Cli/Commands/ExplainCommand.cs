using System.Collections.Immutable;
using System.CommandLine;
using RayNet.Cli.Clusters;
using RayNet.Cli.Options;
using RayNet.Cli.Output;
using RayNet.Cli.Views;
using RayNet.Runtime.Cluster.Groups;
using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Rules;
using RayNet.Runtime.Head.Tables;

namespace RayNet.Cli.Commands;

/// <summary><c>raynet explain ID</c>: why an actor or a placement group has no place.</summary>
internal static class ExplainCommand
{
    internal static Command Create(Screen screen)
    {
        var command = new Command("explain", "Says why a registered actor or a placement group has no place. Of a task, its own program knows: Ray.ExplainAsync.");
        var id = new Argument<string>("id") { Description = "The id, as 'raynet list actors' and 'raynet list placement-groups' show it." };
        command.Add(id);
        ConnectOptions connect = ConnectOptions.AddTo(command);
        Option<bool> json = ConnectOptions.Json();
        command.Add(json);
        command.SetAction(async (parsed, cancellation) =>
        {
            string text = parsed.GetValue(id)!;
            if (!IdText.TryParse(text, out ulong origin, out ulong sequence))
            {
                throw new UsageException($"'{text}' is no id. An id is sixteen hexadecimal digits, a dash and a number.");
            }

            using ClusterLink link = await ClusterLink.OpenAsync(connect.Read(parsed), cancellation).ConfigureAwait(false);
            ExplanationView? view = await link.AskAsync(token => FindAsync(link.Channel.Head, text, origin, sequence, token), cancellation).ConfigureAwait(false);
            if (view is null)
            {
                screen.Error($"There is no registered actor and no placement group {text}. 'raynet list actors' and 'raynet list placement-groups' show those that there are; of a task, its own program knows: Ray.ExplainAsync.");
                return ExitCodes.Failed;
            }

            if (parsed.GetValue(json))
            {
                screen.Json(view, CliJson.Default.ExplanationView);
            }
            else
            {
                screen.Line($"{view.Reason}: {view.Message}");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<ExplanationView?> FindAsync(IHeadService head, string id, ulong origin, ulong sequence, CancellationToken cancellationToken)
    {
        if (await head.WaitGroupAsync(new PlacementGroupId(origin, sequence), -1, cancellationToken).ConfigureAwait(false) is { } group)
        {
            return View(id, "placement group", group.State.ToString(), RemoteGroups.Explain(group));
        }

        if (await head.GetActorAsync(new ActorId(origin, sequence), cancellationToken).ConfigureAwait(false) is not { } actor)
        {
            return null;
        }

        NodeRecord[] nodes = await head.ListNodesAsync(cancellationToken).ConfigureAwait(false);
        HeadState state = HeadState.Create(1, default) with { Nodes = nodes.ToImmutableSortedDictionary(static node => node.Info.Id, static node => node, IdOrder.Instance) };
        return View(id, "actor", actor.State.ToString(), ActorPlacementRules.Explain(state, actor));
    }

    private static ExplanationView View(string id, string kind, string state, PendingExplanation explanation) => new()
    {
        Id = id,
        Kind = kind,
        State = ViewFactory.Name(state),
        Reason = explanation.Reason.ToString(),
        Message = explanation.Message,
    };
}
