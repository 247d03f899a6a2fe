using RayNet.Runtime.Resources;
using RayNet.Runtime.Sharing;

namespace RayNet.Runtime.Scheduling.Tests;

/// <summary>Who gives way to whom.</summary>
public sealed class ReclaimTests
{
    private static readonly ResourceDemand One = ResourceDemand.Create(1, 0, 0, null);
    private static readonly ShareClaim Claim = new(1, new JobId(1, 1), "a", 0, 0, One, TimeSpan.Zero);

    [Fact]
    public void Whoever_has_at_least_what_the_claim_would_have_gives_way()
    {
        ShareUsage usage = Usage(("a", 1, 1), ("b", 2, 2), ("c", 3, 1));

        Assert.True(Reclaims.MayAsk(Claim, Holding("b", 2), usage, isReserved: false));
        Assert.False(Reclaims.MayAsk(Claim, Holding("c", 3), usage, isReserved: false));
        Assert.True(Reclaims.MayAsk(Claim, Holding("c", 3), usage, isReserved: true));
    }

    [Fact]
    public void Less_important_work_gives_way_whatever_it_has_and_more_important_work_never()
    {
        ShareUsage usage = Usage(("a", 1, 5), ("b", 2, 1));

        Assert.True(Reclaims.MayAsk(Claim with { Priority = 1 }, Holding("b", 2), usage, isReserved: false));
        Assert.False(Reclaims.MayAsk(Claim, Holding("b", 2) with { Priority = 1 }, usage, isReserved: true));
    }

    [Fact]
    public void Actors_are_not_asked_and_over_quota_only_the_own_team_is()
    {
        ShareUsage usage = Usage(("b", 2, 4));

        Assert.False(Reclaims.MayAsk(Claim, Holding("b", 2) with { IsActor = true }, usage, isReserved: true));
        Assert.False(Reclaims.MayAsk(Claim with { IsOverQuota = true }, Holding("b", 2), usage, isReserved: true));
        Assert.True(Reclaims.MayAsk(Claim with { IsOverQuota = true }, Holding("a", 7), usage, isReserved: true));
    }

    [Fact]
    public void The_least_important_is_asked_first_then_whoever_has_most_then_the_oldest()
    {
        ShareUsage usage = Usage(("a", 1, 1), ("b", 2, 4), ("c", 3, 2));
        ShareHolding[] holdings = [Holding("b", 2) with { Number = 5 }, Holding("c", 3), Holding("b", 2) with { Number = 2 }, Holding("a", 1) with { Priority = -1 }];

        Assert.Equal(
            [holdings[3], holdings[2], holdings[0], holdings[1]],
            holdings.Order(Comparer<ShareHolding>.Create((left, right) => Reclaims.IsBefore(left, right, usage) ? -1 : Reclaims.IsBefore(right, left, usage) ? 1 : 0)));
    }

    private static ShareHolding Holding(string team, int job) => new(1, new JobId(1, (ulong)job), team, 0, One, 1, MayRepeat: true, IsActor: false);

    private static ShareUsage Usage(params (string Team, int Job, int Cpus)[] jobs) => new(
        ResourceVector.From(ResourceDemand.Create(10, 0, 0, null)),
        jobs.Select(static job => (new JobId(1, (ulong)job.Job), job.Team, 1.0, ResourceDemand.Create(job.Cpus, 0, 0, null))));
}
