using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RayNet.Runtime.Cluster.Node;
using RayNet.Runtime.Control;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Cluster.Tests.Sharing;

/// <summary>The scheduler of one node with several jobs, whose clock stands still until told otherwise.</summary>
internal sealed class SharedNode
{
    private readonly List<LeaseId> _reclaimed = [];

    internal SharedNode(double cpus, bool sharesWorkers = false, double license = 0)
    {
        var options = new NodeAgentOptions
        {
            Id = new NodeId(1, 1),
            Name = "node",
            SessionDirectory = string.Empty,
            Token = string.Empty,
            Resources = ResourceDemand.Create(cpus, 0, 0, license == 0 ? [] : [new("license", license)]),
            TimeProvider = Time,
            Logger = NullLogger.Instance,
        };
        Scheduler = new NodeScheduler(options, new EndlessWorkers { IsShared = sharesWorkers }, lease => _reclaimed.Add(lease.Id));
    }

    internal FakeTimeProvider Time { get; } = new();

    internal NodeScheduler Scheduler { get; }

    /// <summary>The leases that holders were asked for.</summary>
    internal IReadOnlyList<LeaseId> Reclaimed => _reclaimed;

    internal static JobId Job(int number) => new(1, (ulong)number);

    internal Task<LeaseReply> AskAsync(int job, double cpus = 1, bool isRetriable = true, bool forActor = false, int priority = 0, double license = 0, ulong process = 0, NodeId from = default) => Scheduler.GrantAsync(
        new LeaseRequest(Job(job), process == 0 ? (ulong)job : process, from, ResourceDemand.Create(cpus, 0, 0, license == 0 ? [] : [new("license", license)]).ToUnits(), forActor, [], 0, Wait: true) { IsRetriable = isRetriable, Priority = priority },
        CancellationToken.None).AsTask();

    /// <summary>A lease that is granted at once.</summary>
    internal LeaseId Grant(int job, double cpus = 1, bool isRetriable = true, bool forActor = false)
    {
        Task<LeaseReply> asked = AskAsync(job, cpus, isRetriable, forActor);
        Assert.True(asked.IsCompleted, $"job {job} waits");
        return asked.Result.Lease;
    }

    /// <summary>How many leases a job has, of calls of one priority.</summary>
    internal int Leases(int job, int priority = 0) => Scheduler.Read(leases => leases.Count(lease => lease.Request.Job == Job(job) && lease.Request.Priority == priority));

    internal void Return(LeaseId lease) => Scheduler.Return(lease, workerIsBad: false);

    /// <summary>The head has a quota of so many CPUs for a team; it grants what it is asked for within it.</summary>
    internal void SetQuota(string team, long cpus, int jobs = 1, bool isWanted = false) => Scheduler.OnQuotas(new QuotaNews([new QuotaState(new QuotaRecord(team, Cpus(cpus)), [], jobs, isWanted)], IsComplete: !isWanted));

    internal void Hold(string team, double cpus) => Scheduler.OnQuotasGranted([new QuotaHold(team, Cpus(cpus), Cpus(cpus))]);

    private static Dictionary<string, long> Cpus(double cpus) => new() { ["CPU"] = ResourceQuantity.Parse("CPU", cpus) };
}
