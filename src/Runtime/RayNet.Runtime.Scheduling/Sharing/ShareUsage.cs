using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Sharing;

/// <summary>What teams and jobs use of a node at one moment, as dominant shares: the part of whichever resource they use most of.</summary>
internal sealed class ShareUsage
{
    private readonly ResourceVector _total;
    private readonly Dictionary<string, (ResourceTally Used, double Weight)> _teams;
    private readonly Dictionary<JobId, ResourceTally> _jobs;

    internal ShareUsage(ResourceVector total, IEnumerable<(JobId Job, string Team, double Weight, ResourceDemand Used)> jobs)
    {
        _total = total;
        _teams = new Dictionary<string, (ResourceTally, double)>(StringComparer.Ordinal);
        _jobs = [];
        foreach ((JobId job, string team, double weight, ResourceDemand used) in jobs)
        {
            if (!_teams.TryGetValue(team, out (ResourceTally Used, double) entry))
            {
                _teams.Add(team, entry = (new ResourceTally(), weight));
            }

            if (!_jobs.TryGetValue(job, out ResourceTally? tally))
            {
                _jobs.Add(job, tally = new ResourceTally());
            }

            entry.Used.Add(used);
            tally.Add(used);
        }
    }

    /// <summary>A team's share for its weight, with what it would use besides.</summary>
    internal double OfTeam(string team, ResourceDemand? more = null) =>
        _teams.TryGetValue(team, out (ResourceTally Used, double Weight) entry) ? entry.Used.ShareOf(_total, more) / entry.Weight : new ResourceTally().ShareOf(_total, more);

    /// <summary>A job's share, with what it would use besides.</summary>
    internal double OfJob(JobId job, ResourceDemand? more = null) => (_jobs.GetValueOrDefault(job) ?? new ResourceTally()).ShareOf(_total, more);
}
