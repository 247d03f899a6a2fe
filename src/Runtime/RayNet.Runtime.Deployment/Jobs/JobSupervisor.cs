using System.Buffers;
using System.Text;
using RayNet.Runtime.Deployment.Logging;
using RayNet.Runtime.Deployment.Environments;
using RayNet.Runtime.Deployment.Processes;

namespace RayNet.Runtime.Deployment.Jobs;

/// <summary>Runs the drivers of submitted jobs as processes of this machine. <see cref="JobLifecycle"/> decides, this acts.</summary>
internal sealed class JobSupervisor(JobSupervisorOptions options) : IAsyncDisposable
{
    private const int MaxIdLength = 128;
    private const int LastOutputBytes = 4000;
    private const int LastOutputLines = 20;

    private static readonly SearchValues<char> IdCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    private readonly Lock _gate = new();
    private readonly Dictionary<string, SupervisedJob> _jobs = new(StringComparer.Ordinal);

    /// <summary>A job has another state. In order for each job; handlers must not block.</summary>
    internal event Action<JobRecord>? Changed;

    /// <summary>All jobs that are remembered, the newest last.</summary>
    internal IReadOnlyList<JobRecord> Jobs
    {
        get
        {
            lock (_gate)
            {
                return [.. _jobs.Values.Select(static job => job.Record).OrderBy(static job => job.Submitted)];
            }
        }
    }

    /// <summary>Accepts a job. It starts when its files are there.</summary>
    /// <exception cref="InvalidOptionException">The id is not one, or in use.</exception>
    internal JobRecord Submit(JobRequest request)
    {
        if (request.Id.Length is 0 or > MaxIdLength || request.Id[0] == '.' || request.Id.AsSpan().ContainsAnyExcept(IdCharacters))
        {
            throw new InvalidOptionException($"The job id '{request.Id}' is not one: it has up to {MaxIdLength} letters, digits, '-', '_' and '.', and does not begin with '.'.");
        }

        Directory.CreateDirectory(options.LogFolder);
        var job = new SupervisedJob(JobLifecycle.Submit(request.Id, options.TimeProvider.GetUtcNow()), Path.Combine(options.LogFolder, $"job-{request.Id}.log"));
        lock (_gate)
        {
            if (!_jobs.TryAdd(request.Id, job))
            {
                throw new InvalidOptionException($"There is a job '{request.Id}' already. Leave the id out to get a new one.");
            }

            ForgetOldest();
            Report(job);
        }

        _ = Task.Run(() => StartAsync(job, request));
        return job.Record;
    }

    internal JobRecord? Find(string id)
    {
        lock (_gate)
        {
            return _jobs.GetValueOrDefault(id)?.Record;
        }
    }

    /// <summary>The file with everything that the job's driver wrote.</summary>
    internal string? LogFileOf(string id)
    {
        lock (_gate)
        {
            return _jobs.GetValueOrDefault(id)?.LogFile;
        }
    }

    /// <summary>Completes when the job has ended.</summary>
    internal Task<JobRecord> WaitAsync(string id) => Get(id).Ended.Task;

    /// <summary>Asks a job to end, and ends it if it does not. Completes when it has ended; a job that has ended stays what it is.</summary>
    internal Task<JobRecord> StopAsync(string id)
    {
        SupervisedJob job = Get(id);
        lock (_gate)
        {
            (JobRecord record, JobAction action) = JobLifecycle.OnStopRequested(job.Record, options.TimeProvider.GetUtcNow());
            Set(job, record);
            Act(job, action);
        }

        return job.Ended.Task;
    }

    /// <summary>Forgets a job that has ended, and removes its log.</summary>
    /// <exception cref="InvalidOptionException">It has not ended, or there is none.</exception>
    internal void Delete(string id)
    {
        SupervisedJob job = Get(id);
        lock (_gate)
        {
            if (!job.Record.IsEnded)
            {
                throw new InvalidOptionException($"Job '{id}' has not ended. Stop it first.");
            }

            _jobs.Remove(id);
        }

        File.Delete(job.LogFile);
    }

    /// <summary>Stops all jobs.</summary>
    public async ValueTask DisposeAsync() =>
        await Task.WhenAll(Jobs.Where(static job => !job.IsEnded).Select(job => StopAsync(job.Id))).ConfigureAwait(false);

    private async Task StartAsync(SupervisedJob job, JobRequest request)
    {
        JobStart? start = null;
        try
        {
            start = await request.PrepareAsync(job.Starting.Token).ConfigureAwait(false);
            Spawn(job, request, start);
        }
        catch (Exception exception)
        {
            start?.Lease?.Dispose();
            lock (_gate)
            {
                Set(job, JobLifecycle.OnStartFailed(job.Record, exception.Message, options.TimeProvider.GetUtcNow()));
            }
        }
    }

    private void Spawn(SupervisedJob job, JobRequest request, JobStart start)
    {
        job.Starting.Token.ThrowIfCancellationRequested();
        LaunchCommand command = LaunchCommand.ForDriver(start.App, request.Arguments);
        Dictionary<string, string> variables = ProcessVariables.Create(request.EnvironmentVariables, quickStart: false);
        variables["RAYNET_ADDRESS"] = options.Address;
        variables["RAYNET_JOB_ID"] = request.Id;
        SubmittedEnv.Write(request, variables);
        if (options.Token is { } token)
        {
            variables["RAYNET_TOKEN"] = token;
        }

        var spawn = new SpawnRequest
        {
            FileName = command.FileName,
            Arguments = command.Arguments,
            Environment = variables,
            WorkingDirectory = start.WorkingDirectory,
            OutputFile = job.LogFile,
            ErrorFile = job.LogFile,
        };
        ProcessSpawner.Start(spawn, child => OnStarted(job, child), exit => OnExited(job, exit, start.Lease));
    }

    private void OnStarted(SupervisedJob job, ChildProcess child)
    {
        options.Session?.Record(child.Identity);
        lock (_gate)
        {
            job.Process = child;
            (JobRecord record, JobAction action) = JobLifecycle.OnStarted(job.Record, child.Pid, options.TimeProvider.GetUtcNow());
            Set(job, record);
            Act(job, action);
        }
    }

    private void OnExited(SupervisedJob job, ProcessExit exit, IDisposable? lease)
    {
        LetGo(exit.Pid, lease);
        string lastOutput = exit.IsSuccess ? string.Empty : LastOutputOf(job.LogFile);
        lock (_gate)
        {
            Set(job, JobLifecycle.OnExited(job.Record, exit, lastOutput, options.TimeProvider.GetUtcNow()));
        }
    }

    /// <summary>On the thread that waited for the process, where an exception would end the head.</summary>
    private void LetGo(int pid, IDisposable? lease)
    {
        try
        {
            options.Session?.Forget(pid);
            lease?.Dispose();
        }
        catch (Exception exception)
        {
            options.Logger.ExitHandlerFailed(pid, exception);
        }
    }

    private void Act(SupervisedJob job, JobAction action)
    {
        switch (action)
        {
            case JobAction.CancelStart:
                // What waits for it goes on elsewhere: here is a lock.
                _ = job.Starting.CancelAsync();
                break;
            case JobAction.Terminate:
                job.Process?.Terminate();
                job.StopTimer = options.TimeProvider.CreateTimer(_ => OnStopOverdue(job), null, options.StopTimeout, Timeout.InfiniteTimeSpan);
                break;
            case JobAction.Kill:
                job.Process?.Kill();
                break;
        }
    }

    private void OnStopOverdue(SupervisedJob job)
    {
        lock (_gate)
        {
            if (JobLifecycle.OnStopOverdue(job.Record) == JobAction.Kill)
            {
                options.Logger.JobKilled(job.Record.Id, options.StopTimeout.TotalSeconds);
                job.Process?.Kill();
            }
        }
    }

    /// <summary>Under the lock, so that observers see the states in order.</summary>
    private void Set(SupervisedJob job, JobRecord record)
    {
        if (record == job.Record)
        {
            return;
        }

        job.Record = record;
        Report(job);
        if (record.IsEnded)
        {
            job.StopTimer?.Dispose();
            job.Ended.TrySetResult(record);
        }
    }

    private void Report(SupervisedJob job)
    {
        options.Logger.JobChanged(job.Record.Id, job.Record.State.ToString(), job.Record.Message);
        try
        {
            Changed?.Invoke(job.Record);
        }
        catch (Exception exception)
        {
            options.Logger.JobHandlerFailed(job.Record.Id, exception);
        }
    }

    private SupervisedJob Get(string id)
    {
        lock (_gate)
        {
            return _jobs.GetValueOrDefault(id) ?? throw new InvalidOptionException($"There is no job '{id}'. It may have been deleted, or the head was started anew.");
        }
    }

    private void ForgetOldest()
    {
        foreach (SupervisedJob job in _jobs.Values.Where(static job => job.Record.IsEnded).OrderByDescending(static job => job.Record.Ended).Skip(options.KeptJobs).ToList())
        {
            _jobs.Remove(job.Record.Id);
        }
    }

    /// <summary>What a user would look for first.</summary>
    private static string LastOutputOf(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            stream.Seek(-Math.Min(LastOutputBytes, stream.Length), SeekOrigin.End);
            byte[] bytes = new byte[LastOutputBytes];
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            string[] lines = Encoding.UTF8.GetString(bytes, 0, length).TrimEnd().Split('\n');
            return string.Join('\n', lines.TakeLast(LastOutputLines));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }
}
