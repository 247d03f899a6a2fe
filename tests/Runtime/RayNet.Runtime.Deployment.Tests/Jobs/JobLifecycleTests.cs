using CsCheck;
using RayNet.Runtime.Deployment.Jobs;
using RayNet.Runtime.Deployment.Processes;

namespace RayNet.Runtime.Deployment.Tests.Jobs;

public sealed class JobLifecycleTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    [Fact]
    public void A_job_waits_runs_and_succeeds()
    {
        JobRecord job = JobLifecycle.Submit("a", Now);
        Assert.Equal(JobState.Pending, job.State);

        job = JobLifecycle.OnStarted(job, 7, Now.AddSeconds(1)).Job;
        Assert.Equal((JobState.Running, 7, Now.AddSeconds(1)), (job.State, job.Pid, job.Started));

        job = JobLifecycle.OnExited(job, new ProcessExit(7, 0, null), string.Empty, Now.AddSeconds(2));
        Assert.Equal((JobState.Succeeded, 0, Now.AddSeconds(2)), (job.State, job.ExitCode, job.Ended));
    }

    [Fact]
    public void A_failure_tells_how_and_what_was_printed_last()
    {
        JobRecord job = JobLifecycle.OnStarted(JobLifecycle.Submit("a", Now), 7, Now).Job;

        JobRecord failed = JobLifecycle.OnExited(job, new ProcessExit(7, 3, null), "Unhandled exception.", Now);
        JobRecord killed = JobLifecycle.OnExited(job, new ProcessExit(7, null, 9), string.Empty, Now);

        Assert.Equal((JobState.Failed, 3), (failed.State, failed.ExitCode));
        Assert.Contains("exit code 3", failed.Message, StringComparison.Ordinal);
        Assert.Contains("Unhandled exception.", failed.Message, StringComparison.Ordinal);
        Assert.Equal((JobState.Failed, 9), (killed.State, killed.Signal));
        Assert.Contains("SIGKILL", killed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stopped_is_what_was_asked_to_end_whatever_it_returned()
    {
        JobRecord running = JobLifecycle.OnStarted(JobLifecycle.Submit("a", Now), 7, Now).Job;
        (JobRecord stopping, JobAction action) = JobLifecycle.OnStopRequested(running, Now);

        Assert.Equal((JobState.Running, JobAction.Terminate), (stopping.State, action));
        Assert.Equal(JobAction.None, JobLifecycle.OnStopRequested(stopping, Now).Action);
        Assert.Equal(JobAction.Kill, JobLifecycle.OnStopOverdue(stopping));
        Assert.Equal(JobState.Stopped, JobLifecycle.OnExited(stopping, new ProcessExit(7, 0, null), string.Empty, Now).State);
        Assert.Equal(JobState.Stopped, JobLifecycle.OnExited(stopping, new ProcessExit(7, null, 9), string.Empty, Now).State);
    }

    [Fact]
    public void A_job_that_is_stopped_while_it_waits_never_runs()
    {
        (JobRecord stopped, JobAction action) = JobLifecycle.OnStopRequested(JobLifecycle.Submit("a", Now), Now);

        Assert.Equal((JobState.Stopped, JobAction.CancelStart), (stopped.State, action));
        // Its process was on its way.
        Assert.Equal((stopped, JobAction.Kill), JobLifecycle.OnStarted(stopped, 7, Now));
        Assert.Equal(stopped, JobLifecycle.OnExited(stopped, new ProcessExit(7, null, 9), string.Empty, Now));
        Assert.Equal(stopped, JobLifecycle.OnStartFailed(stopped, "x", Now));
    }

    [Fact]
    public void In_any_order_of_events_a_job_ends_once_and_only_a_running_one_is_asked_or_killed() =>
        Gen.Int[0, 5].Array[0, 12].Sample(events =>
        {
            JobRecord job = JobLifecycle.Submit("a", Now);
            foreach (int item in events)
            {
                JobRecord before = job;
                JobAction action = JobAction.None;
                switch (item)
                {
                    case 0:
                        (job, action) = JobLifecycle.OnStarted(job, 7, Now);
                        break;
                    case 1:
                        job = JobLifecycle.OnStartFailed(job, "reason", Now);
                        break;
                    case 2:
                        (job, action) = JobLifecycle.OnStopRequested(job, Now);
                        break;
                    case 3:
                        action = JobLifecycle.OnStopOverdue(job);
                        break;
                    default:
                        job = JobLifecycle.OnExited(job, new ProcessExit(7, item - 4, null), string.Empty, Now);
                        break;
                }

                if (before.IsEnded)
                {
                    Assert.Equal(before, job);
                }

                Assert.Equal(job.IsEnded, job.Ended is not null);
                if (action is JobAction.Terminate)
                {
                    Assert.Equal(JobState.Running, before.State);
                }

                if (action is JobAction.Kill)
                {
                    Assert.True(before.StopRequested);
                }
            }
        });
}
