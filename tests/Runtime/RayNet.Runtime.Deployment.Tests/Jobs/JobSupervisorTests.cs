using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using RayNet.Runtime.Deployment.Builds;
using RayNet.Runtime.Deployment.Jobs;

namespace RayNet.Runtime.Deployment.Tests.Jobs;

/// <summary>Drivers as real processes.</summary>
public sealed class JobSupervisorTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Rendezvous _rendezvous = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly ConcurrentQueue<(string Id, JobState State)> _changes = new();
    private readonly JobSupervisor _supervisor;
    private readonly TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _leases;

    public JobSupervisorTests()
    {
        _supervisor = new JobSupervisor(new JobSupervisorOptions { LogFolder = _folder["logs"], Address = "127.0.0.1:6379", Token = "secret", TimeProvider = _clock });
        _supervisor.Changed += job =>
        {
            _changes.Enqueue((job.Id, job.State));
            if (job.State == JobState.Running)
            {
                _running.TrySetResult();
            }
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _supervisor.DisposeAsync().AsTask().Within();
        _rendezvous.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_job_runs_where_and_with_what_it_was_submitted()
    {
        _supervisor.Submit(Request("job-1") with { Arguments = ["--epochs", "5"], EnvironmentVariables = new Dictionary<string, string> { ["TEST_SOCKET"] = _rendezvous.Path, ["MODE"] = "fast" } });
        using AppConnection driver = await _rendezvous.AcceptAsync();

        Assert.Equal("--epochs|5", await driver.AskAsync("args"));
        Assert.Equal("127.0.0.1:6379", await driver.AskAsync("variable RAYNET_ADDRESS"));
        Assert.Equal("job-1", await driver.AskAsync("variable RAYNET_JOB_ID"));
        Assert.Equal("secret", await driver.AskAsync("variable RAYNET_TOKEN"));
        Assert.Equal("fast", await driver.AskAsync("variable MODE"));
        Assert.Equal(_folder.Path, await driver.AskAsync("folder"));
        Assert.Equal("True", await driver.AskAsync("leads"));

        // The driver may speak before the supervisor has written down that it started.
        await _running.Task.Within();
        Assert.Equal((JobState.Running, driver.Pid), (_supervisor.Find("job-1")!.State, _supervisor.Find("job-1")!.Pid));

        await driver.AskAsync("print result");
        await driver.AskAsync("error warning");
        await driver.SendAsync("exit 0");
        JobRecord job = await _supervisor.WaitAsync("job-1").Within();

        Assert.Equal((JobState.Succeeded, 0), (job.State, job.ExitCode));
        Assert.Equal([JobState.Pending, JobState.Running, JobState.Succeeded], _changes.Select(static change => change.State));
        Assert.Equal("result\nwarning\n", await File.ReadAllTextAsync(_supervisor.LogFileOf("job-1")!));
        Assert.Equal(0, Volatile.Read(ref _leases));
    }

    [Fact]
    public async Task A_job_that_fails_says_what_it_printed_last()
    {
        _supervisor.Submit(Request("job"));
        using AppConnection driver = await _rendezvous.AcceptAsync();
        await driver.AskAsync("print before");
        await driver.AskAsync("error Something is wrong with line 7.");
        await driver.SendAsync("exit 3");

        JobRecord job = await _supervisor.WaitAsync("job").Within();

        Assert.Equal((JobState.Failed, 3), (job.State, job.ExitCode));
        Assert.EndsWith("Something is wrong with line 7.", job.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_is_stopped_ends_by_being_asked()
    {
        _supervisor.Submit(Request("job"));
        using AppConnection driver = await _rendezvous.AcceptAsync();

        JobRecord job = await _supervisor.StopAsync("job").Within();

        Assert.Equal((JobState.Stopped, 15), (job.State, job.Signal));
        Assert.Equal(job, await _supervisor.StopAsync("job").Within());
    }

    [Fact]
    public async Task A_job_that_does_not_listen_is_killed_after_its_time()
    {
        _supervisor.Submit(Request("job"));
        using AppConnection driver = await _rendezvous.AcceptAsync();
        Assert.Equal("ok", await driver.AskAsync("ignore"));

        Task<JobRecord> stopped = _supervisor.StopAsync("job");
        _clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.Equal("ok", await driver.AskAsync("print"));
        Assert.False(stopped.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.2));

        JobRecord job = await stopped.Within();
        Assert.Equal((JobState.Stopped, 9), (job.State, job.Signal));
    }

    [Fact]
    public async Task A_job_that_is_stopped_while_its_files_come_never_starts()
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _supervisor.Submit(new JobRequest
        {
            Id = "job",
            PrepareAsync = async token =>
            {
                try
                {
                    await Task.Delay(Timeout.Infinite, token);
                }
                catch (OperationCanceledException)
                {
                    cancelled.SetResult();
                    throw;
                }

                throw new InvalidOperationException("never");
            },
        });

        JobRecord job = await _supervisor.StopAsync("job").Within();

        Assert.Equal((JobState.Stopped, (int?)null), (job.State, job.Pid));
        await cancelled.Task.Within();
        Assert.Equal([JobState.Pending, JobState.Stopped], _changes.Select(static change => change.State));
    }

    [Fact]
    public async Task A_job_whose_files_do_not_come_fails_with_the_reason()
    {
        _supervisor.Submit(new JobRequest { Id = "job", PrepareAsync = static _ => throw new InvalidPackageException("Build 1234 is not known to the cluster.") });

        JobRecord job = await _supervisor.WaitAsync("job").Within();

        Assert.Equal((JobState.Failed, "The job could not be started: Build 1234 is not known to the cluster."), (job.State, job.Message));
    }

    [Fact]
    public async Task A_job_that_cannot_start_fails_with_the_reason_and_lets_its_files_go()
    {
        _supervisor.Submit(Request("job") with { PrepareAsync = _ => new ValueTask<JobStart>(Lease(Apps.TestApp with { Kind = BuildKind.Native, Entry = "missing" })) });

        JobRecord job = await _supervisor.WaitAsync("job").Within();

        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("No such file", job.Message, StringComparison.Ordinal);
        Assert.Equal(0, Volatile.Read(ref _leases));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../x")]
    [InlineData(".hidden")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a\nb")]
    public void An_id_that_is_no_name_of_a_file_is_refused(string id) => Assert.Throws<InvalidOptionException>(() => _supervisor.Submit(Request(id)));

    [Fact]
    public async Task An_id_is_used_once_until_its_job_is_deleted()
    {
        _supervisor.Submit(Request("job"));
        Assert.Contains("already", Assert.Throws<InvalidOptionException>(() => _supervisor.Submit(Request("job"))).Message, StringComparison.Ordinal);
        Assert.Contains("Stop it first", Assert.Throws<InvalidOptionException>(() => _supervisor.Delete("job")).Message, StringComparison.Ordinal);
        using (AppConnection driver = await _rendezvous.AcceptAsync())
        {
            await driver.SendAsync("exit 0");
        }

        await _supervisor.WaitAsync("job").Within();
        string log = _supervisor.LogFileOf("job")!;
        _supervisor.Delete("job");

        Assert.Null(_supervisor.Find("job"));
        Assert.False(File.Exists(log));
        Assert.Contains("There is no job 'job'", Assert.Throws<InvalidOptionException>(() => { _ = _supervisor.WaitAsync("job"); }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_so_many_ended_jobs_are_remembered()
    {
        var supervisor = new JobSupervisor(new JobSupervisorOptions { LogFolder = _folder["logs"], Address = "a", KeptJobs = 2, TimeProvider = _clock });
        for (int i = 0; i < 5; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            supervisor.Submit(new JobRequest { Id = $"job{i}", PrepareAsync = static _ => throw new InvalidPackageException("no") });
            await supervisor.WaitAsync($"job{i}").Within();
        }

        Assert.Equal(["job2", "job3", "job4"], supervisor.Jobs.Select(static job => job.Id));
    }

    [Fact]
    public async Task A_supervisor_that_ends_takes_its_jobs_with_it()
    {
        _supervisor.Submit(Request("job"));
        using AppConnection driver = await _rendezvous.AcceptAsync();

        await _supervisor.DisposeAsync().AsTask().Within();

        await driver.EndedAsync();
        Assert.Equal(JobState.Stopped, _supervisor.Find("job")!.State);
    }

    private JobRequest Request(string id) =>
        new()
        {
            Id = id,
            PrepareAsync = _ => new ValueTask<JobStart>(Lease(Apps.TestApp)),
            EnvironmentVariables = new Dictionary<string, string> { ["TEST_SOCKET"] = _rendezvous.Path },
        };

    private JobStart Lease(RunnableApp app)
    {
        Interlocked.Increment(ref _leases);
        return new JobStart(app, _folder.Path, new Release(() => Interlocked.Decrement(ref _leases)));
    }

    private sealed class Release(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}
