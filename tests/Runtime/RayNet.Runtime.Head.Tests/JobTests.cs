using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Tests.Harness;

namespace RayNet.Runtime.Head.Tests;

/// <summary>How jobs start and end.</summary>
public sealed class JobTests
{
    [Fact]
    public async Task The_end_of_a_job_reaches_every_node_and_ends_its_actors()
    {
        await using var head = new TestHead();
        TestNode first = await head.JoinAsync(1);
        TestNode second = await head.JoinAsync(2);
        JobRecord job = await head.Service.StartJobAsync(Make.Job(1));
        ActorRecord actor = await head.Service.RegisterActorAsync(Make.Actor(1, job.Id, maxRestarts: -1));
        await head.Service.UpdateActorAsync(Make.Alive(actor, 2, 60));

        await head.Service.EndJobAsync(job.Id, succeeded: true, string.Empty);

        await first.SeesJobEndAsync(job.Id);
        await second.SeesJobEndAsync(job.Id);
        ActorRecord dead = await second.SeesActorAsync(actor.Registration.Id, ActorLiveness.Dead);
        Assert.Contains("job", dead.Reason, StringComparison.Ordinal);
        Assert.Equal(JobStatus.Succeeded, head.Head.State.Jobs[job.Id].Status);
    }

    [Fact]
    public async Task A_job_is_acknowledged_when_it_would_outlive_the_head_and_has_ended_where_it_would_not()
    {
        var kept = new TaskCompletionSource();
        await using var head = new TestHead(options: options => options with { BeforeJob = (_, _) => kept.Task });
        Task<JobRecord> starting = head.Head.ServiceFor(default).StartJobAsync(Make.Job());
        Assert.Null(Assert.Single(head.Head.State.Jobs.Values).EndedAt);
        Assert.False(starting.IsCompleted);
        kept.SetResult();
        Assert.Null((await starting).EndedAt);

        kept = new TaskCompletionSource();
        starting = head.Head.ServiceFor(default).StartJobAsync(Make.Job(process: 51));
        kept.SetException(new RayException(RayErrorCode.ClusterUnreachable, "No node has the files."));
        RayException refused = await Assert.ThrowsAsync<RayException>(() => starting);
        Assert.Equal("No node has the files.", refused.Message);
        Assert.Equal(JobStatus.Failed, Assert.Single(head.Head.State.Jobs.Values, static job => job.Start.DriverProcess == 51).Status);
    }

    [Fact]
    public async Task A_job_ends_once()
    {
        await using var head = new TestHead();
        JobRecord job = await head.Head.ServiceFor(default).StartJobAsync(Make.Job());
        await head.Head.ServiceFor(default).EndJobAsync(job.Id, succeeded: false, "first");
        await head.Head.ServiceFor(default).EndJobAsync(job.Id, succeeded: true, "second");
        await head.Head.ServiceFor(default).EndJobAsync(new JobId(7, 7), succeeded: true, "unknown");

        Assert.Equal((JobStatus.Failed, "first"), (head.Head.State.Jobs[job.Id].Status, head.Head.State.Jobs[job.Id].Message));
    }

    [Fact]
    public async Task A_job_whose_driver_node_is_lost_has_failed()
    {
        await using var head = new TestHead();
        TestNode node = await head.JoinAsync(1);
        TestNode other = await head.JoinAsync(2);
        JobRecord job = await head.Service.StartJobAsync(Make.Job(1));

        node.Session.Disconnect("reset");
        head.Pass(TimeSpan.FromSeconds(5));

        await other.SeesJobEndAsync(job.Id);
        JobRecord failed = head.Head.State.Jobs[job.Id];
        Assert.Equal(JobStatus.Failed, failed.Status);
        Assert.Contains("node1", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_driver_on_an_unknown_node_is_refused()
    {
        await using var head = new TestHead();
        RayException refused = await Assert.ThrowsAsync<RayException>(() => head.Head.ServiceFor(default).StartJobAsync(Make.Job(8)));
        Assert.Equal(RayErrorCode.NodeRefused, refused.Code);
    }

    [Fact]
    public async Task Jobs_are_listed_newest_first_and_ended_ones_up_to_a_limit()
    {
        await using var head = new TestHead(HeadLimits.Default with { MaxEndedJobs = 2, MaxRunningJobs = 2 });
        IHeadService service = head.Head.ServiceFor(default);
        for (int i = 0; i < 4; i++)
        {
            JobRecord job = await service.StartJobAsync(Make.Job());
            head.Time.Advance(TimeSpan.FromSeconds(1));
            await service.EndJobAsync(job.Id, succeeded: true, string.Empty);
        }

        await service.StartJobAsync(Make.Job());
        await service.StartJobAsync(Make.Job());

        Assert.Equal([6ul, 5, 4, 3], (await service.ListJobsAsync()).Select(job => job.Id.Sequence));
        await Assert.ThrowsAsync<InvalidOptionException>(() => service.StartJobAsync(Make.Job()));
    }

    [Fact]
    public async Task Variables_of_a_job_are_told_to_who_starts_its_workers_while_it_runs()
    {
        await using var head = new TestHead();
        IHeadService service = head.Head.ServiceFor(default);
        JobRecord job = await service.StartJobAsync(Make.Job() with { EnvironmentVariables = new() { ["SECRET"] = "hush" } });

        Assert.Equal("hush", (await service.GetJobAsync(job.Id))!.Start.EnvironmentVariables["SECRET"]);
        Assert.Empty(Assert.Single(await service.ListJobsAsync()).Start.EnvironmentVariables);
        await service.EndJobAsync(job.Id, succeeded: true, string.Empty);
        Assert.Empty((await service.GetJobAsync(job.Id))!.Start.EnvironmentVariables);
        Assert.Null(await service.GetJobAsync(new JobId(9, 9)));

        await Assert.ThrowsAsync<InvalidOptionException>(() => service.StartJobAsync(Make.Job() with { EnvironmentVariables = new() { ["LARGE"] = new string('x', HeadLimits.Default.MaxEnvironmentLength) } }));
    }

    [Fact]
    public async Task The_cluster_says_who_it_is()
    {
        await using var head = new TestHead();
        await head.JoinAsync(1);
        ClusterInfo info = await head.Service.GetClusterAsync();

        Assert.Equal((42ul, Make.NodeId(1), head.Time.GetUtcNow().UtcDateTime), (info.ClusterId, info.HeadNode, info.StartedAt));
        Assert.NotEmpty(info.Version);
    }
}
