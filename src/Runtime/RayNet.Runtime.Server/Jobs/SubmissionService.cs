using System.Security.Cryptography;
using RayNet.Runtime.Control;
using RayNet.Runtime.Deployment.Builds;
using RayNet.Runtime.Deployment.Environments;
using RayNet.Runtime.Deployment.Files;
using RayNet.Runtime.Deployment.Jobs;
using RayNet.Runtime.Deployment.Processes;
using JobProcess = RayNet.Runtime.Deployment.Jobs.JobRecord;
using JobProgram = RayNet.Runtime.Deployment.Jobs.JobStart;

namespace RayNet.Runtime.Server.Jobs;

/// <summary>Runs submitted jobs beside the head: from the uploaded build to the driver's process and its output.</summary>
internal sealed class SubmissionService(DeploymentCache deployments, Session session, TimeProvider time) : ISubmissionService, IAsyncDisposable
{
    private const int MostArguments = 1_000;
    private const int MostCharacters = 64 * 1024;
    private const int MostMetadata = 64;
    private const int IdBytes = 8;
    private const string Redacted = "***";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, JobSubmission> _submissions = new(StringComparer.Ordinal);
    private JobSupervisor? _supervisor;

    /// <summary>Raised when a submitted job has ended.</summary>
    internal event Action<SubmissionRecord>? Ended;

    /// <summary>From now on jobs are accepted: what their drivers connect to is known.</summary>
    internal void Start(JobSupervisorOptions options)
    {
        var supervisor = new JobSupervisor(options);
        supervisor.Changed += OnChanged;
        Volatile.Write(ref _supervisor, supervisor);
    }

    public Task<SubmissionRecord> SubmitAsync(JobSubmission submission, CancellationToken cancellationToken = default)
    {
        (BuildId build, BuildId? folder) = Check(submission);
        string id = submission.SubmissionId.Length > 0 ? submission.SubmissionId : $"job-{RandomNumberGenerator.GetHexString(IdBytes * 2, lowercase: true)}";
        JobSubmission named = submission with { SubmissionId = id, EnvironmentVariables = submission.EnvironmentVariables.ToDictionary(static item => item.Key, static _ => Redacted, StringComparer.Ordinal) };
        var request = new JobRequest
        {
            Id = id,
            Arguments = [.. submission.Arguments],
            EnvironmentVariables = submission.EnvironmentVariables,
            WorkingDirectoryId = folder?.ToHex() ?? string.Empty,
            Quota = submission.Quota ?? string.Empty,
            Priority = submission.Priority,
            PrepareAsync = token => PrepareAsync(id, build, folder, token),
        };
        JobSupervisor supervisor = Supervisor();
        lock (_gate)
        {
            // Before the job can end.
            if (!_submissions.TryAdd(id, named))
            {
                throw new InvalidOptionException($"There is a job '{id}' already. Leave the id out to get a new one.");
            }
        }

        try
        {
            JobProcess process = supervisor.Submit(request);
            ForgetOld(supervisor);
            return Task.FromResult(ToRecord(named, process));
        }
        catch
        {
            lock (_gate)
            {
                _submissions.Remove(id);
            }

            throw;
        }
    }

    public Task<SubmissionRecord?> GetAsync(string submissionId, CancellationToken cancellationToken = default) => Task.FromResult(Find(submissionId));

    public Task<SubmissionRecord[]> ListAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult<SubmissionRecord[]>([.. Supervisor().Jobs.Reverse().Select(process => Find(process.Id)).OfType<SubmissionRecord>()]);

    public async Task<bool> StopAsync(string submissionId, CancellationToken cancellationToken = default)
    {
        JobSupervisor supervisor = Supervisor();
        if (supervisor.Find(submissionId) is not { } process)
        {
            throw Unknown(submissionId);
        }

        if (process.IsEnded)
        {
            return false;
        }

        await supervisor.StopAsync(submissionId).WaitAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    public Task<LogChunk> ReadLogAsync(string submissionId, long offset, CancellationToken cancellationToken = default)
    {
        JobSupervisor supervisor = Supervisor();
        return supervisor.Find(submissionId) is null || supervisor.LogFileOf(submissionId) is not { } file
            ? throw Unknown(submissionId)
            : new JobLogReader(supervisor, submissionId, file, time).ReadAsync(offset, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (Volatile.Read(ref _supervisor) is { } supervisor)
        {
            await supervisor.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static (BuildId Build, BuildId? Folder) Check(JobSubmission? submission)
    {
        if (submission is not { SubmissionId: not null, Arguments: not null, EnvironmentVariables: not null, Metadata: not null })
        {
            throw new InvalidOptionException("The submission of the job is not complete.");
        }

        if (!BuildId.TryParse(submission.BuildId, out BuildId build))
        {
            throw new InvalidOptionException("The submission of the job names no build. Upload the application first.");
        }

        BuildId? folder = string.IsNullOrEmpty(submission.WorkingDirectoryId) ? null
            : BuildId.TryParse(submission.WorkingDirectoryId, out BuildId parsed) ? parsed
            : throw new InvalidOptionException("The submission of the job names a working directory that is no uploaded folder.");
        if (submission.Arguments.Length > MostArguments || submission.Arguments.Sum(static argument => (long)(argument?.Length ?? 0)) > MostCharacters)
        {
            throw new InvalidOptionException($"The arguments of the job are too many: {MostArguments} of {MostCharacters} characters in all are allowed. Pass large values as files.");
        }

        if (submission.Arguments.Any(static argument => argument is null || argument.Contains('\0', StringComparison.Ordinal)))
        {
            throw new InvalidOptionException("An argument of the job is null or holds a NUL.");
        }

        if (submission.Metadata.Count > MostMetadata || submission.Metadata.Sum(static item => (long)item.Key.Length + (item.Value?.Length ?? 0)) > MostCharacters)
        {
            throw new InvalidOptionException($"The metadata of the job are too many: {MostMetadata} of {MostCharacters} characters in all are allowed.");
        }

        var environment = new RuntimeEnv();
        foreach ((string name, string value) in submission.EnvironmentVariables)
        {
            environment.EnvironmentVariables[name] = value;
        }

        RuntimeEnvRules.Check(environment);
        return (build, folder);
    }

    private static InvalidOptionException Unknown(string id) => new($"There is no job '{id}'. 'raynet job list' shows those that this head knows.");

    private static JobStatus StatusOf(JobState state) => state switch
    {
        JobState.Pending => JobStatus.Pending,
        JobState.Running => JobStatus.Running,
        JobState.Stopped => JobStatus.Stopped,
        JobState.Succeeded => JobStatus.Succeeded,
        _ => JobStatus.Failed,
    };

    // Shells report a signal in the same way.
    private static SubmissionRecord ToRecord(JobSubmission submission, JobProcess process) => new(
        submission,
        StatusOf(process.State),
        process.Message,
        process.ExitCode ?? (process.Signal is { } signal ? 128 + signal : null),
        process.Submitted.UtcDateTime,
        process.Ended?.UtcDateTime);

    private JobSupervisor Supervisor() => Volatile.Read(ref _supervisor)
        ?? throw new RayException(RayErrorCode.ClusterUnreachable, "The head is starting, and accepts no jobs yet. Try again in a moment.");

    private SubmissionRecord? Find(string id)
    {
        JobProcess? process = Supervisor().Find(id ?? string.Empty);
        lock (_gate)
        {
            return process is not null && _submissions.TryGetValue(process.Id, out JobSubmission? submission) ? ToRecord(submission, process) : null;
        }
    }

    private async ValueTask<JobProgram> PrepareAsync(string id, BuildId build, BuildId? folder, CancellationToken cancellationToken)
    {
        string work = Path.Combine(session.Folder, "jobs", id);
        if (folder is { } content)
        {
            using DeploymentLease files = await deployments.AcquireAsync(content, source: null, cancellationToken).ConfigureAwait(false);
            Directory.CreateDirectory(Path.GetDirectoryName(work)!);
            await deployments.CopyAsync(files, work, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            Directory.CreateDirectory(work);
        }

        DeploymentLease lease = await deployments.AcquireAsync(build, source: null, cancellationToken).ConfigureAwait(false);
        try
        {
            return new JobProgram(lease.App, work, lease);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    private void OnChanged(JobProcess process)
    {
        if (!process.IsEnded)
        {
            return;
        }

        JobSubmission? submission;
        lock (_gate)
        {
            submission = _submissions.GetValueOrDefault(process.Id);
        }

        if (submission is not null)
        {
            Ended?.Invoke(ToRecord(submission, process));
        }
    }

    private void ForgetOld(JobSupervisor supervisor)
    {
        lock (_gate)
        {
            foreach (string id in _submissions.Keys.Where(id => supervisor.Find(id) is null).ToList())
            {
                _submissions.Remove(id);
            }
        }
    }
}
