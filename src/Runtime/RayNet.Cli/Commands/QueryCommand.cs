using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using RayNet.Cli.Clusters;
using RayNet.Cli.Options;
using RayNet.Cli.Output;

namespace RayNet.Cli.Commands;

/// <summary>A command that asks the cluster one thing, and shows the answer to people or as JSON.</summary>
internal static class QueryCommand
{
    /// <param name="name">The command.</param>
    /// <param name="description">What it shows.</param>
    /// <param name="screen">Where to.</param>
    /// <param name="read">Asks.</param>
    /// <param name="json">How the answer is written for programs.</param>
    /// <param name="write">Writes it for people.</param>
    internal static Command Create<T>(string name, string description, Screen screen, Func<ClusterLink, CancellationToken, Task<T>> read, JsonTypeInfo<T> json, Action<T> write)
    {
        var command = new Command(name, description);
        ConnectOptions connect = ConnectOptions.AddTo(command);
        Option<bool> asJson = ConnectOptions.Json();
        command.Add(asJson);
        command.SetAction(async (parsed, cancellation) =>
        {
            using ClusterLink link = await ClusterLink.OpenAsync(connect.Read(parsed), cancellation).ConfigureAwait(false);
            T answer = await read(link, cancellation).ConfigureAwait(false);
            if (parsed.GetValue(asJson))
            {
                screen.Json(answer, json);
            }
            else
            {
                write(answer);
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
