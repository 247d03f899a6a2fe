using System.CommandLine;
using System.Text;
using RayNet.Cli.Clusters;
using RayNet.Cli.Options;
using RayNet.Cli.Output;
using RayNet.Cli.Views;
using RayNet.Runtime.Control;

namespace RayNet.Cli.Commands;

/// <summary><c>raynet job</c>: programs that the head runs as drivers.</summary>
internal static class JobCommand
{
    internal static Command Create(Screen screen) => new("job", "Submits programs to a cluster, and looks after them.")
    {
        JobSubmitCommand.Create(screen),
        One("status", "Shows a submitted job.", screen, ShowAsync),
        Logs(screen),
        One("stop", "Stops a submitted job.", screen, StopAsync, withJson: false),
        List(screen),
    };

    /// <summary>Writes a job's output until there is no more, or as it comes; returns how the job ended.</summary>
    internal static async Task WriteLogAsync(Screen screen, ClusterLink link, string id, bool follow, CancellationToken cancellationToken)
    {
        long offset = 0;
        Decoder decoder = Encoding.UTF8.GetDecoder();
        char[] text = new char[Encoding.UTF8.GetMaxCharCount(256 * 1024)];
        while (true)
        {
            LogChunk chunk = await link.AskAsync(token => link.Channel.Submissions.ReadLogAsync(id, offset, token), cancellationToken).ConfigureAwait(false);

            // A character may be cut by the end of a part.
            int length = chunk.Data.Length > text.Length ? throw new IOException("A part of the log is larger than it may be.") : decoder.GetChars(chunk.Data, text, flush: chunk.IsEnd);
            screen.Write(new string(text, 0, length));
            if (chunk.IsEnd || (!follow && chunk.Data.Length == 0))
            {
                return;
            }

            offset = chunk.NextOffset;
        }
    }

    /// <summary>The job of an id.</summary>
    internal static async Task<SubmissionRecord> GetAsync(ClusterLink link, string id, CancellationToken cancellationToken) =>
        await link.AskAsync(token => link.Channel.Submissions.GetAsync(id, token), cancellationToken).ConfigureAwait(false)
        ?? throw new InvalidOptionException($"There is no job '{id}'. 'raynet job list' shows those that this head knows.");

    private static Command Logs(Screen screen)
    {
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on until the job ends." };
        Command command = One("logs", "Writes the output of a submitted job.", screen, withJson: false, run: async (_, link, id, _, parsed, cancellation) =>
        {
            await WriteLogAsync(screen, link, id, parsed.GetValue(follow), cancellation).ConfigureAwait(false);
        });
        command.Add(follow);
        return command;
    }

    private static Command List(Screen screen) => QueryCommand.Create(
        "list",
        "Lists submitted jobs, newest first.",
        screen,
        static async (link, cancellation) => (SubmissionView[])[.. (await link.AskAsync(token => link.Channel.Submissions.ListAsync(token), cancellation).ConfigureAwait(false)).Select(ViewFactory.Of)],
        CliJson.Default.SubmissionViewArray,
        jobs => screen.Table(string.Empty, ["ID", "STATUS", "EXIT CODE", "SUBMITTED", "ENDED"], [.. jobs.Select(static job => (string[])[job.Id, job.Status, job.ExitCode is { } code ? Show.Number(code) : "-", Show.Time(job.SubmittedAt), Show.Time(job.EndedAt)])], "No jobs were submitted."));

    private static async Task ShowAsync(Screen screen, ClusterLink link, string id, bool asJson, ParseResult parsed, CancellationToken cancellationToken)
    {
        SubmissionView job = ViewFactory.Of(await GetAsync(link, id, cancellationToken).ConfigureAwait(false));
        if (asJson)
        {
            screen.Json(job, CliJson.Default.SubmissionView);
            return;
        }

        screen.Line($"Job {job.Id}: {job.Status}{(job.ExitCode is { } code ? $", exit code {code}" : string.Empty)}");
        screen.Line($"  Submitted:  {Show.Time(job.SubmittedAt)}");
        screen.Line($"  Ended:      {Show.Time(job.EndedAt)}");
        screen.Line($"  Build:      {job.BuildId}");
        screen.Line($"  Message:    {Show.Text(job.Message)}");
    }

    private static async Task StopAsync(Screen screen, ClusterLink link, string id, bool asJson, ParseResult parsed, CancellationToken cancellationToken)
    {
        bool wasRunning = await link.AskAsync(token => link.Channel.Submissions.StopAsync(id, token), cancellationToken).ConfigureAwait(false);
        screen.Line(wasRunning ? $"Stopped job {id}." : $"Job {id} had ended already.");
    }

    private static Command One(string name, string description, Screen screen, Func<Screen, ClusterLink, string, bool, ParseResult, CancellationToken, Task> run, bool withJson = true)
    {
        var command = new Command(name, description);
        var id = new Argument<string>("id") { Description = "The job's submission id." };
        ConnectOptions connect = ConnectOptions.AddTo(command);
        Option<bool> json = ConnectOptions.Json();
        command.Add(id);
        if (withJson)
        {
            command.Add(json);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            using ClusterLink link = await ClusterLink.OpenAsync(connect.Read(parsed), cancellation).ConfigureAwait(false);
            await run(screen, link, parsed.GetRequiredValue(id), withJson && parsed.GetValue(json), parsed, cancellation).ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }
}
