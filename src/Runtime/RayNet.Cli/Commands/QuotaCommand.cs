using System.CommandLine;
using System.Globalization;
using RayNet.Cli.Clusters;
using RayNet.Cli.Options;
using RayNet.Cli.Output;
using RayNet.Cli.Views;
using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Rules;

namespace RayNet.Cli.Commands;

/// <summary><c>raynet quota</c>: what the jobs of each team may hold.</summary>
internal static class QuotaCommand
{
    internal static Command Create(Screen screen) => new("quota", "Sets, shows and removes what the jobs of a team may hold together. Jobs name their team with RayOptions.Quota, or 'raynet job submit --quota'; those that name none belong to 'default'.")
    {
        Set(screen),
        List(screen),
        Remove(screen),
    };

    private static Command Set(Screen screen)
    {
        var command = new Command("set", "Sets a team's quota; one that there is, is replaced.");
        Argument<string> team = Team();
        var cpus = new Option<double?>("--cpu") { Description = "CPUs. Not limited where it is not given.", HelpName = "number" };
        var gpus = new Option<double?>("--gpu") { Description = "GPUs.", HelpName = "number" };
        var memory = new Option<string?>("--memory") { Description = "Memory that calls declare, such as 16GiB.", HelpName = "size" };
        var resources = new Option<string?>("--resources") { Description = "Custom resources: license=2,ssd=4, or a JSON object.", HelpName = "resources" };
        var weight = new Option<double>("--weight") { Description = "How much the team gets of a contended node, compared to others.", HelpName = "number", DefaultValueFactory = static _ => 1 };
        var maxPriority = new Option<int?>("--max-priority") { Description = "The highest priority that its jobs may have. By default any.", HelpName = "number" };
        command.Add(team);
        foreach (Option option in (Option[])[cpus, gpus, memory, resources, weight, maxPriority])
        {
            command.Add(option);
        }

        ConnectOptions connect = ConnectOptions.AddTo(command);
        Option<bool> json = ConnectOptions.Json();
        command.Add(json);
        command.SetAction(async (parsed, cancellation) =>
        {
            QuotaRecord quota = QuotaCodec.Write(new Quota
            {
                Name = parsed.GetRequiredValue(team),
                NumCpus = parsed.GetValue(cpus),
                NumGpus = parsed.GetValue(gpus),
                Memory = parsed.GetValue(memory) is { } size ? Texts.Size("--memory", size) : null,
                Resources = parsed.GetValue(resources) is { } custom ? Texts.Resources(custom) : [],
                Weight = parsed.GetValue(weight),
                MaxPriority = parsed.GetValue(maxPriority),
            });
            using ClusterLink link = await ClusterLink.OpenAsync(connect.Read(parsed), cancellation).ConfigureAwait(false);
            QuotaState state = await link.AskAsync(token => link.Channel.Head.SetQuotaAsync(quota, token), cancellation).ConfigureAwait(false);
            if (parsed.GetValue(json))
            {
                screen.Json(ViewFactory.Of(state), CliJson.Default.QuotaView);
            }
            else
            {
                screen.Line($"Team '{quota.Name}': {QuotaCodec.Describe(state)}.");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static Command List(Screen screen) => QueryCommand.Create(
        "list",
        "Shows all quotas and their use.",
        screen,
        static async (link, cancellation) => (QuotaView[])[.. (await link.AskAsync(token => link.Channel.Head.ListQuotasAsync(token), cancellation).ConfigureAwait(false)).Select(ViewFactory.Of)],
        CliJson.Default.QuotaViewArray,
        quotas => screen.Table("Quotas", ["TEAM", "USED", "WEIGHT", "MAX PRIORITY", "JOBS"], [.. quotas.Select(Row)], "none"));

    private static Command Remove(Screen screen)
    {
        var command = new Command("remove", "Removes a team's quota. Jobs that run must not name it.");
        Argument<string> team = Team();
        command.Add(team);
        ConnectOptions connect = ConnectOptions.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            string name = parsed.GetRequiredValue(team);
            using ClusterLink link = await ClusterLink.OpenAsync(connect.Read(parsed), cancellation).ConfigureAwait(false);
            if (!await link.AskAsync(token => link.Channel.Head.RemoveQuotaAsync(name, token), cancellation).ConfigureAwait(false))
            {
                screen.Error($"There is no quota '{name}'. 'raynet quota list' shows those that there are.");
                return ExitCodes.Failed;
            }

            screen.Line($"Team '{name}' has no quota any more.");
            return ExitCodes.Done;
        });
        return command;
    }

    private static Argument<string> Team() => new("team") { Description = "The team's name; 'default' for jobs that name none." };

    private static string[] Row(QuotaView quota) =>
    [
        quota.Name,
        string.Join(", ", quota.Limits.OrderBy(static item => item.Key, StringComparer.Ordinal).Select(item => $"{item.Key} {Show.Quantity(item.Key, quota.Used.GetValueOrDefault(item.Key))}/{Show.Quantity(item.Key, item.Value)}")),
        quota.Weight.ToString("0.####", CultureInfo.InvariantCulture),
        quota.MaxPriority?.ToString(CultureInfo.InvariantCulture) ?? Show.Text(string.Empty),
        Show.Number(quota.Jobs),
    ];
}
