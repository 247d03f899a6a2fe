using System.CommandLine;
using RayNet.Cli.Options;
using RayNet.Cli.Output;
using RayNet.Cli.Views;
using RayNet.Contracts;

namespace RayNet.Cli.Contracts;

/// <summary><c>raynet contracts</c>: what builds promise each other. Needs no cluster.</summary>
internal static class ContractsCommand
{
    internal static Command Create(Screen screen) => new("contracts", $"Makes and compares {ContractFile.Name}, which records what builds of a project rely on.")
    {
        Init(screen),
        Diff(screen),
    };

    private static Command Init(Screen screen)
    {
        var folder = new Argument<string>("folder") { Description = "The project's folder.", DefaultValueFactory = static _ => "." };
        var command = new Command("init", $"Makes an empty {ContractFile.Name}, so that the project's builds are compared with it.") { folder };
        command.SetAction(parsed =>
        {
            string path = Path.Combine(parsed.GetValue(folder)!, ContractFile.Name);
            if (File.Exists(path))
            {
                throw new UsageException($"'{path}' is there already.");
            }

            if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
            {
                throw new UsageException($"There is no folder '{parsed.GetValue(folder)}'.");
            }

            File.WriteAllText(path, ContractFile.Write([]));
            screen.Line($"Made '{path}'. Record what there is by 'dotnet format analyzers --diagnostics RN3003', or by the fix in the editor, and commit the file.");
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Diff(Screen screen)
    {
        var files = new Argument<string[]>("files")
        {
            Description = $"OLD and NEW; NEW alone is compared with its version in git. Without any: {ContractFile.Name} of this folder.",
            Arity = new ArgumentArity(0, 2),
        };
        var revision = new Option<string>("--revision") { Description = "The revision of git to compare with.", DefaultValueFactory = static _ => "HEAD" };
        Option<bool> json = ConnectOptions.Json();
        var command = new Command("diff", "Says what breaks between two builds. Ends with 1 if anything does, and with 0 otherwise.") { files, revision, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            string[] given = parsed.GetValue(files) ?? [];
            ContractSource now = await ContractSource.OfFileAsync(given.LastOrDefault() ?? ContractFile.Name, cancellation).ConfigureAwait(false);
            ContractSource old = given.Length == 2
                ? await ContractSource.OfFileAsync(given[0], cancellation).ConfigureAwait(false)
                : await ContractSource.OfRevisionAsync(parsed.GetValue(revision)!, now.Path, cancellation).ConfigureAwait(false);
            IReadOnlyList<ContractChange> changes = ContractComparison.Compare(old.Entries, [.. now.Entries.Where(static entry => !entry.IsReserved)]);
            Write(screen, parsed.GetValue(json), old, now, changes);
            return changes.Any(static change => change.IsBreaking) ? ExitCodes.Failed : ExitCodes.Done;
        });
        return command;
    }

    private static void Write(Screen screen, bool asJson, ContractSource old, ContractSource now, IReadOnlyList<ContractChange> changes)
    {
        int breaking = changes.Count(static change => change.IsBreaking);
        if (asJson)
        {
            var view = new ContractsView
            {
                Old = old.Name,
                New = now.Name,
                IsCompatible = breaking == 0,
                Changes = [.. changes.Select(static change => new ContractChangeView
                {
                    Effect = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(change.Kind.ToString()),
                    Message = change.Message,
                    Removed = [.. change.Removed.Select(static entry => entry.Text)],
                    Added = [.. change.Added.Select(static entry => entry.Text)],
                })],
            };
            screen.Json(view, CliJson.Default.ContractsView);
            return;
        }

        if (changes.Count > 0)
        {
            screen.Table("", ["EFFECT", "CHANGE"], [.. changes.Select(static change => (string[])[Effect(change.Kind), change.Message])], "");
            screen.Line();
        }

        screen.Line((breaking, changes.Count) switch
        {
            (0, 0) => $"Nothing has changed between {old.Name} and {now.Name}.",
            (0, _) => $"{now.Name} is compatible with {old.Name}.",
            _ => $"{now.Name} breaks builds with {old.Name}.",
        });
    }

    private static string Effect(ContractChangeKind kind) => kind switch
    {
        ContractChangeKind.BreaksCalls => "breaks calls",
        ContractChangeKind.BreaksValues => "breaks values",
        ContractChangeKind.Addition => "addition",
        _ => "obsolete",
    };
}
