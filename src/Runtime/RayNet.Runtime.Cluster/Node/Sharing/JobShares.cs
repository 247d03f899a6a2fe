using RayNet.Runtime.Control;
using RayNet.Runtime.Resources;
using RayNet.Runtime.Sharing;

namespace RayNet.Runtime.Cluster.Node.Sharing;

/// <summary>The jobs and teams that work on this node, and what they hold of quotas. Guarded by the scheduler's lock.</summary>
internal sealed class JobShares(ResourceDemand total, TimeProvider time)
{
    /// <summary>How long a node keeps what it does not use of a quota: the next call of the job needs no question.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(1);

    private readonly ResourceVector _total = ResourceVector.From(total);
    private readonly Dictionary<JobId, JobShare> _jobs = [];
    private readonly Dictionary<string, TeamAccount> _teams = new(StringComparer.Ordinal);

    /// <summary>Whether any team has a quota.</summary>
    internal bool HasQuotas => _teams.Values.Any(static team => team.IsLimited);

    internal void Add(JobId job, string quota, int priority)
    {
        if (!_jobs.TryGetValue(job, out JobShare? known) || known.Used.IsEmpty)
        {
            _jobs[job] = new JobShare(job, Team(QuotaPolicy.TeamOf(quota)), priority);
        }
    }

    internal JobShare Of(JobId job)
    {
        if (!_jobs.TryGetValue(job, out JobShare? share))
        {
            _jobs.Add(job, share = new JobShare(job, Team(QuotaPolicy.DefaultTeam), 0));
        }

        return share;
    }

    internal void Remove(JobId job) => _jobs.Remove(job);

    /// <summary>Whether a job of a lower priority uses something.</summary>
    internal bool HasLower(int priority) => _jobs.Values.Any(job => job.Priority < priority && !job.Used.IsEmpty);

    internal ShareUsage Usage() => new(_total, _jobs.Values.Select(static job => (job.Job, job.Team.Name, job.Team.Weight, ResourceDemand.FromUnits(Positive(job.Used)))));

    internal void OnNews(QuotaNews news)
    {
        if (news.IsComplete)
        {
            foreach (TeamAccount team in _teams.Values)
            {
                team.IsLimited = news.Quotas.Any(quota => quota.Quota.Name == team.Name);
            }
        }

        foreach (QuotaState state in news.Quotas)
        {
            TeamAccount team = Team(state.Quota.Name);
            team.IsLimited = true;
            team.Weight = state.Quota.Weight;
            team.Jobs = state.Jobs;
            if (state.IsWanted)
            {
                team.WantedAt = time.GetTimestamp();
            }
        }
    }

    /// <summary>What to tell the head: what is held of each quota, and what is wanted. What is to be given back is not used from now on.</summary>
    /// <param name="blocked">What waits for quotas: the first of each team.</param>
    /// <param name="isForced">Whether the head has to hear of it although nothing has changed.</param>
    /// <returns>Nothing when there is nothing to say.</returns>
    internal QuotaHold[]? Ask(IReadOnlyDictionary<string, ResourceDemand> blocked, bool isForced)
    {
        var holds = new List<QuotaHold>();
        bool isNews = isForced;
        foreach (TeamAccount team in _teams.Values.Where(static team => team.IsLimited))
        {
            ResourceTally held = team.Held.Max(team.Used);
            bool isUsed = !held.IsEmpty && time.GetElapsedTime(team.ChargedAt) < Linger && !IsWanted(team);
            ResourceTally wanted = team.Used.Max(new ResourceTally());
            if (!team.IsGivingBack && blocked.TryGetValue(team.Name, out ResourceDemand? demand))
            {
                wanted.Add(demand);
            }
            else if (isUsed)
            {
                wanted = held;
            }

            isNews |= team.IsGivingBack;
            team.IsGivingBack = false;
            isNews |= !held.IsSame(wanted) || !held.IsSame(team.Held);
            team.Held = Least(held, wanted);
            if (isForced || !team.Held.IsEmpty || !wanted.IsEmpty || isNews)
            {
                holds.Add(new QuotaHold(team.Name, Positive(team.Held), Positive(wanted)));
            }
        }

        return isNews ? [.. holds] : null;
    }

    internal void OnAnswer(QuotaHold[] holds)
    {
        foreach (QuotaHold hold in holds)
        {
            Team(hold.Quota).Held.Set(ResourceDemand.FromUnits(hold.Held));
        }
    }

    /// <summary>Work has ended. While others want the quota, what it had of that is not used again before they had their turn.</summary>
    internal void OnReleased(TeamAccount team)
    {
        if (team.IsLimited && IsWanted(team))
        {
            team.IsGivingBack = true;
            team.Held = Least(team.Held, team.Used);
        }
    }

    private bool IsWanted(TeamAccount team) => team.WantedAt is { } at && time.GetElapsedTime(at) < Linger;

    private TeamAccount Team(string name)
    {
        if (!_teams.TryGetValue(name, out TeamAccount? team))
        {
            _teams.Add(name, team = new TeamAccount(name));
        }

        return team;
    }

    private static ResourceTally Least(ResourceTally one, ResourceTally other)
    {
        var least = new ResourceTally();
        Dictionary<string, long> units = Positive(other);
        least.Add(ResourceDemand.FromUnits(Positive(one).ToDictionary(static item => item.Key, item => Math.Min(item.Value, units.GetValueOrDefault(item.Key)), StringComparer.Ordinal)));
        return least;
    }

    private static Dictionary<string, long> Positive(ResourceTally tally) => tally.ToUnits().Where(static item => item.Value > 0).ToDictionary(StringComparer.Ordinal);
}
