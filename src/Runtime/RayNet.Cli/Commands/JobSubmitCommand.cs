using System.CommandLine;
using RayNet.Cli.Clusters;
using RayNet.Cli.Options;
using RayNet.Cli.Output;
using RayNet.Cli.Views;
using RayNet.Runtime.Control;
using RayNet.Runtime.Deployment.Builds;
using RayNet.Runtime.Deployment.Files;

namespace RayNet.Cli.Commands;

/// <summary><c>raynet job submit</c>: uploads a published application and runs it beside the head.</summary>
internal static class JobSubmitCommand
{
    internal static Command Create(Screen screen)
    {
        var command = new Command("submit", "Uploads a published application and runs it as a driver beside the head: raynet job submit -- path/to/app [arguments]");
        var app = new Argument<string[]>("app") { Description = "The application's folder, binary or assembly, and its arguments.", Arity = ArgumentArity.OneOrMore };
        var workingDir = new Option<string?>("--working-dir") { Description = "A folder that is uploaded; the driver starts in a copy of it.", HelpName = "folder" };
        var environment = new Option<string[]>("--env") { Description = "A variable of the driver: KEY=VALUE. May come several times.", HelpName = "variable" };
        var metadata = new Option<string[]>("--metadata") { Description = "A note that is shown with the job: KEY=VALUE. May come several times.", HelpName = "note" };
        var submissionId = new Option<string?>("--submission-id") { Description = "The job's id. By default the head makes one.", HelpName = "id" };
        var quota = new Option<string?>("--quota") { Description = "The team whose quota the job uses; 'raynet quota list' shows them.", HelpName = "team" };
        var priority = new Option<int>("--priority") { Description = "Jobs with a higher one come first, and may take resources from lower ones. By default 0.", HelpName = "number" };
        var noWait = new Option<bool>("--no-wait") { Description = "Return when the job is accepted." };
        Option<bool> json = ConnectOptions.Json();
        ConnectOptions connect = ConnectOptions.AddTo(command);
        foreach (Option option in (Option[])[workingDir, environment, metadata, submissionId, quota, priority, noWait, json])
        {
            command.Add(option);
        }

        command.Add(app);
        command.SetAction(async (parsed, cancellation) =>
        {
            string[] words = parsed.GetRequiredValue(app);
            bool asJson = parsed.GetValue(json);
            if (asJson && !parsed.GetValue(noWait))
            {
                throw new UsageException("--json needs --no-wait: otherwise the job's output is what is written.");
            }

            var submission = new JobSubmission(
                parsed.GetValue(submissionId) ?? string.Empty,
                string.Empty,
                string.Empty,
                words[1..],
                Texts.Pairs("--env", parsed.GetValue(environment) ?? [], separated: false),
                Texts.Pairs("--metadata", parsed.GetValue(metadata) ?? [], separated: false)) { Quota = parsed.GetValue(quota) ?? string.Empty, Priority = parsed.GetValue(priority) };
            using ClusterLink link = await ClusterLink.OpenAsync(connect.Read(parsed), cancellation).ConfigureAwait(false);
            SubmissionRecord record = await SubmitAsync(link, submission, words[0], parsed.GetValue(workingDir), cancellation).ConfigureAwait(false);
            string id = record.Submission.SubmissionId;
            if (asJson)
            {
                screen.Json(ViewFactory.Of(record), CliJson.Default.SubmissionView);
                return ExitCodes.Done;
            }

            if (parsed.GetValue(noWait))
            {
                screen.Line($"Submitted job {id}. 'raynet job logs --follow {id}' shows its output.");
                return ExitCodes.Done;
            }

            return await FollowAsync(screen, link, id, cancellation).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<SubmissionRecord> SubmitAsync(ClusterLink link, JobSubmission submission, string app, string? workingDir, CancellationToken cancellationToken)
    {
        // A first question, so that a cluster that is not there is said before files are read; and a team that it does not have.
        QuotaState[] quotas = await link.AskAsync(token => link.Channel.Head.ListQuotasAsync(token), cancellationToken).ConfigureAwait(false);
        if (submission.Quota.Length > 0 && quotas.All(item => item.Quota.Name != submission.Quota))
        {
            throw new UsageException($"--quota: the cluster has no quota '{submission.Quota}'. 'raynet quota list' shows those that there are.");
        }

        var uploader = new DeploymentUploader(new RemoteFileExchange(link.Channel.Packages));
        AppDeployment build = await AppDeployment.FromAppAsync(AppLocator.Find(app), cancellationToken: cancellationToken).ConfigureAwait(false);
        await uploader.UploadAsync(build, cancellationToken).ConfigureAwait(false);
        string folderId = string.Empty;
        if (workingDir is not null)
        {
            if (!Directory.Exists(workingDir))
            {
                throw new UsageException($"--working-dir: '{workingDir}' is no folder.");
            }

            AppDeployment folder = await AppDeployment.FromFolderAsync(workingDir, cancellationToken: cancellationToken).ConfigureAwait(false);
            await uploader.UploadAsync(folder, cancellationToken).ConfigureAwait(false);
            folderId = folder.Id.ToHex();
        }

        JobSubmission complete = submission with { BuildId = build.Id.ToHex(), WorkingDirectoryId = folderId };
        return await link.AskAsync(token => link.Channel.Submissions.SubmitAsync(complete, token), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Shows the job's output, and ends as the job does.</summary>
    private static async Task<int> FollowAsync(Screen screen, ClusterLink link, string id, CancellationToken cancellationToken)
    {
        screen.Error($"Job {id} was submitted.");
        try
        {
            await JobCommand.WriteLogAsync(screen, link, id, follow: true, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            screen.Error($"Job {id} goes on. 'raynet job stop {id}' ends it.");
            return ExitCodes.Failed;
        }

        SubmissionRecord record = await JobCommand.GetAsync(link, id, cancellationToken).ConfigureAwait(false);
        switch (record)
        {
            case { Status: JobStatus.Succeeded }:
                return ExitCodes.Done;
            case { Status: JobStatus.Stopped }:
                screen.Error($"Job {id} was stopped.");
                return ExitCodes.JobStopped;
            case { ExitCode: { } code }:
                screen.Error($"Job {id} failed with exit code {code}.");
                return code;
            default:
                screen.Error($"Job {id} could not be started: {record.Message}");
                return ExitCodes.JobNotStarted;
        }
    }
}
