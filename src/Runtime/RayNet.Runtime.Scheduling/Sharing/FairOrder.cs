namespace RayNet.Runtime.Sharing;

/// <summary>
/// Who comes first among those that wait: higher priorities, then the team with the smallest dominant share for its weight, in it the job with the smallest, in that the call with the higher priority,
/// and of equals the one that came first. Teams and jobs that have the same take turns: whoever is served has more.
/// </summary>
internal static class FairOrder
{
    internal static int Compare(ShareClaim left, ShareClaim right, ShareUsage usage)
    {
        int order = right.Priority.CompareTo(left.Priority);
        if (order == 0 && left.Team != right.Team)
        {
            order = usage.OfTeam(left.Team).CompareTo(usage.OfTeam(right.Team));
            order = order != 0 ? order : string.CompareOrdinal(left.Team, right.Team);
        }

        if (order == 0 && left.Job != right.Job)
        {
            order = usage.OfJob(left.Job).CompareTo(usage.OfJob(right.Job));
            order = order != 0 ? order : left.Job.Origin != right.Job.Origin ? left.Job.Origin.CompareTo(right.Job.Origin) : left.Job.Sequence.CompareTo(right.Job.Sequence);
        }

        if (order == 0)
        {
            order = right.TaskPriority.CompareTo(left.TaskPriority);
        }

        return order != 0 ? order : left.Number.CompareTo(right.Number);
    }
}
