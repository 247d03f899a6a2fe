using RayNet.Runtime.Resources;
using RayNet.Runtime.Sharing;

namespace RayNet.Runtime.Scheduling.Tests;

/// <summary>What holds for all teams, jobs and demands. A failure names its seed.</summary>
public sealed class SharingPropertyTests
{
    private const int Runs = 3_000;

    [Fact]
    public void Only_less_important_work_that_may_be_repeated_is_preempted_never_actors_and_never_before_the_grace()
    {
        int preempted = 0;
        for (int seed = 0; seed < Runs; seed++)
        {
            var random = new RandomShares(seed);
            ShareClaim claim = random.Claim(1);
            ShareHolding[] holdings = random.Holdings(12);

            IReadOnlyList<ulong> chosen = Preemption.Choose(claim, random.Free(), holdings);

            Assert.True(chosen.Count == 0 || claim.Waited >= Preemption.Grace, $"seed {seed}: before the grace");
            foreach (ShareHolding holding in holdings.Where(holding => chosen.Contains(holding.Worker)))
            {
                preempted++;
                Assert.True(holding.MayRepeat && !holding.IsActor, $"seed {seed}: {holding} may not be done again");
                Assert.True(holding.Priority < claim.Priority, $"seed {seed}: {holding} is as important as {claim}");
                Assert.True(!claim.IsOverQuota || holding.Team == claim.Team, $"seed {seed}: {holding} is of another team");
            }
        }

        Assert.True(preempted > Runs / 20, $"{preempted} were preempted: the test shows nothing");
    }

    [Fact]
    public void What_is_preempted_is_enough_and_no_part_of_it_is_needless()
    {
        for (int seed = 0; seed < Runs; seed++)
        {
            var random = new RandomShares(seed);
            ShareClaim claim = random.Claim(1) with { IsOverQuota = false };
            ShareHolding[] holdings = random.Holdings(12);
            ResourceVector free = random.Free();

            IReadOnlyList<ulong> chosen = Preemption.Choose(claim, free, holdings);

            Assert.True(chosen.Count == 0 || !free.Covers(claim.Demand), $"seed {seed}: it had room");
            Assert.True(chosen.Count == 0 || After(free, holdings, chosen).Covers(claim.Demand), $"seed {seed}: {chosen.Count} are not enough");
            foreach (ulong worker in chosen)
            {
                Assert.False(After(free, holdings, [.. chosen.Where(other => other != worker)]).Covers(claim.Demand), $"seed {seed}: {worker} was not needed");
            }
        }
    }

    [Fact]
    public void Preemption_finds_room_whenever_less_important_work_has_it_and_the_same_input_gives_the_same_choice()
    {
        int found = 0;
        for (int seed = 0; seed < Runs; seed++)
        {
            var random = new RandomShares(seed);
            ShareClaim claim = random.Claim(1) with { IsOverQuota = false, Waited = Preemption.Grace };
            ShareHolding[] holdings = random.Holdings(12);
            ResourceVector free = random.Free();
            ulong[] able = [.. holdings.GroupBy(static holding => holding.Worker).Where(worker => worker.All(holding => holding is { MayRepeat: true, IsActor: false } && holding.Priority < claim.Priority)).Select(static worker => worker.Key)];
            bool hasRoom = free.Covers(claim.Demand);
            bool isPossible = After(free, holdings, able).Covers(claim.Demand);

            IReadOnlyList<ulong> chosen = Preemption.Choose(claim, free, holdings);
            random.Random.Shuffle(holdings);

            Assert.True(chosen.Count > 0 == (isPossible && !hasRoom), $"seed {seed}: {chosen.Count} of {able.Length}");
            Assert.Equal(chosen.Order(), Preemption.Choose(claim, free, holdings).Order());
            found += chosen.Count > 0 ? 1 : 0;
        }

        Assert.True(found > Runs / 20, $"{found} found room: the test shows nothing");
    }

    [Fact]
    public void Over_quota_a_team_gives_up_as_much_of_its_own_as_the_claim_wants()
    {
        var claim = new ShareClaim(9, new JobId(1, 9), "a", 5, 0, ResourceDemand.Create(2, 0, 0, null), Preemption.Grace) { IsOverQuota = true };
        ResourceVector free = ResourceVector.From(ResourceDemand.Create(16, 0, 0, null));
        ShareHolding Hold(int number, string team) => new(number, new JobId(1, 1), team, 0, ResourceDemand.Create(1, 0, 0, null), (ulong)number, MayRepeat: true, IsActor: false);

        Assert.Equal([3ul, 2ul], Preemption.Choose(claim, free, [Hold(1, "a"), Hold(2, "a"), Hold(3, "a"), Hold(4, "b")]));
        Assert.Empty(Preemption.Choose(claim, free, [Hold(1, "a"), Hold(4, "b"), Hold(5, "b")]));
        Assert.Empty(Preemption.Choose(claim with { IsOverQuota = false }, free, [Hold(1, "a"), Hold(2, "a")]));
    }

    [Fact]
    public void The_order_is_total_puts_important_ones_first_and_then_whoever_has_least()
    {
        for (int seed = 0; seed < Runs; seed++)
        {
            var random = new RandomShares(seed);
            var usage = new ShareUsage(random.Total, random.Holdings(20).Select(static holding => (holding.Job, holding.Team, 1.0, holding.Demand)));
            ShareClaim[] claims = [.. Enumerable.Range(1, 8).Select(number => random.Claim(number))];
            ShareClaim[] order = [.. claims.Order(Comparer<ShareClaim>.Create((left, right) => FairOrder.Compare(left, right, usage)))];

            for (int i = 1; i < order.Length; i++)
            {
                (ShareClaim before, ShareClaim after) = (order[i - 1], order[i]);
                Assert.True(before.Priority >= after.Priority, $"seed {seed}: priorities");
                Assert.True(before.Priority > after.Priority || usage.OfTeam(before.Team) <= usage.OfTeam(after.Team), $"seed {seed}: teams");
                Assert.True(before.Priority > after.Priority || before.Team != after.Team || usage.OfJob(before.Job) <= usage.OfJob(after.Job), $"seed {seed}: jobs");
            }

            random.Random.Shuffle(claims);
            Assert.Equal(order, claims.Order(Comparer<ShareClaim>.Create((left, right) => FairOrder.Compare(left, right, usage))));
        }
    }

    [Fact]
    public void A_weight_counts_as_so_many_teams()
    {
        var usage = new ShareUsage(
            ResourceVector.From(ResourceDemand.Create(10, 0, 0, null)),
            [(new JobId(1, 1), "heavy", 3.0, ResourceDemand.Create(5, 0, 0, null)), (new JobId(1, 2), "light", 1.0, ResourceDemand.Create(2, 0, 0, null))]);

        Assert.Equal(0.5 / 3, usage.OfTeam("heavy"), 9);
        Assert.True(usage.OfTeam("heavy") < usage.OfTeam("light"));
        Assert.Equal(0.6 / 3, usage.OfTeam("heavy", ResourceDemand.Create(1, 0, 0, null)), 9);
    }

    [Fact]
    public void What_all_hold_never_exceeds_a_quota_whatever_is_asked()
    {
        for (int seed = 0; seed < Runs; seed++)
        {
            var random = new Random(seed);
            var limits = new Dictionary<string, long> { ["CPU"] = random.Next(0, 20), ["GPU"] = random.Next(0, 3) };
            var holds = new Dictionary<string, long>[4];
            Array.Fill(holds, []);
            for (int step = 0; step < 30; step++)
            {
                int node = random.Next(holds.Length);
                var others = new Dictionary<string, long>();
                foreach (Dictionary<string, long> hold in holds.Where((_, index) => index != node))
                {
                    QuotaPolicy.AddTo(others, hold);
                }

                var wanted = new Dictionary<string, long> { ["CPU"] = random.Next(0, 12), ["GPU"] = random.Next(0, 2), ["free"] = random.Next(100) };
                if (QuotaPolicy.Exceeded(limits, others, holds[node], wanted) is null)
                {
                    holds[node] = wanted;
                }

                foreach ((string name, long limit) in limits)
                {
                    Assert.True(holds.Sum(hold => hold.GetValueOrDefault(name)) <= limit, $"seed {seed}: {name}");
                }
            }
        }
    }

    [Fact]
    public void Less_is_always_allowed_also_where_a_limit_was_lowered()
    {
        var limits = new Dictionary<string, long> { ["CPU"] = 2 };
        var others = new Dictionary<string, long> { ["CPU"] = 5 };
        var held = new Dictionary<string, long> { ["CPU"] = 3 };

        Assert.Null(QuotaPolicy.Exceeded(limits, others, held, new Dictionary<string, long> { ["CPU"] = 2, ["GPU"] = 9 }));
        Assert.Equal("CPU", QuotaPolicy.Exceeded(limits, others, held, new Dictionary<string, long> { ["CPU"] = 4 }));
    }

    private static ResourceVector After(ResourceVector free, ShareHolding[] holdings, IReadOnlyList<ulong> workers)
    {
        ResourceVector after = free.Copy();
        foreach (ShareHolding holding in holdings.Where(holding => workers.Contains(holding.Worker)))
        {
            after.Add(holding.Demand);
        }

        return after;
    }
}
