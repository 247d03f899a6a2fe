using System.Collections.Immutable;
using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Effects;
using RayNet.Runtime.Head.Tables;
using RayNet.Runtime.Sharing;

namespace RayNet.Runtime.Head.Rules;

/// <summary>
/// How much teams may hold. Nodes let work in by what the head has granted them of its team's quota: a node that gives some back stops using it first, so that what all hold together never exceeds the
/// quota, whatever is lost on the way. What a placement group reserves counts from the moment that it gets its nodes.
/// </summary>
internal static class QuotaRules
{
    internal static QuotaState Set(Transition transition, QuotaRecord quota)
    {
        if (!transition.State.Quotas.ContainsKey(quota.Name) && transition.State.Quotas.Count >= transition.Limits.MaxQuotas)
        {
            throw new InvalidOptionException($"The quota '{quota.Name}' cannot be set: there are {transition.Limits.MaxQuotas}, the most that this head accepts. Remove some first.");
        }

        transition.Set(quota);
        GroupRules.PlaceWaiting(transition);
        return Describe(transition.State, quota);
    }

    internal static bool Remove(Transition transition, string name)
    {
        HeadState state = transition.State;
        if (!state.Quotas.TryGetValue(name, out QuotaRecord? quota))
        {
            return false;
        }

        if (state.Jobs.Values.FirstOrDefault(job => job.EndedAt is null && job.Start.Quota == name) is { } user)
        {
            throw new InvalidOptionException($"The quota '{name}' is the one of job {user.Id} ('{user.Start.EntryPoint}'), which runs. Stop its jobs first, or raise its limits.");
        }

        transition.Remove(quota);
        GroupRules.PlaceWaiting(transition);
        return true;
    }

    /// <summary>Refuses a job whose team there is not, or that wants to be more important than its team may be.</summary>
    internal static void CheckJob(HeadState state, JobStart start)
    {
        if (start.Quota.Length > 0 && !state.Quotas.ContainsKey(start.Quota))
        {
            string known = state.Quotas.IsEmpty ? "none are set" : $"there are {string.Join(", ", state.Quotas.Keys.Select(static name => $"'{name}'"))}";
            throw new InvalidOptionException($"Job '{start.EntryPoint}' names the quota '{start.Quota}', which the cluster does not have; {known}. Set it with 'raynet quota set {start.Quota}', or name another one.");
        }

        if (state.Quotas.GetValueOrDefault(QuotaPolicy.TeamOf(start.Quota)) is { } quota && start.Priority > quota.MaxPriority)
        {
            throw new InvalidOptionException($"Job '{start.EntryPoint}' has the priority {start.Priority}, and the quota '{quota.Name}' allows up to {quota.MaxPriority}. Ask for less, or raise --max-priority.");
        }
    }

    internal static QuotaHold[] Hold(Transition transition, NodeId node, QuotaHold[] asked)
    {
        NodeRules.Living(transition, node);
        ImmutableArray<QuotaHold> before = transition.State.QuotaHolds.GetValueOrDefault(node, []);

        // What it uses is a fact, whatever the quota says; the wishes come one after another.
        transition.SetHolds(node, [.. asked.Select(static hold => hold with { Wanted = hold.Held })]);
        bool isKnown = transition.State.Nodes.Values.All(other => other.Liveness == NodeLiveness.Dead || transition.State.QuotaHolds.ContainsKey(other.Info.Id));
        var answer = new QuotaHold[asked.Length];
        for (int i = 0; i < asked.Length; i++)
        {
            QuotaHold hold = asked[i];
            bool isGranted = IsGranted(transition, node, hold, isKnown);
            answer[i] = isGranted ? hold with { Held = hold.Wanted } : hold with { Wanted = hold.Held };
            transition.SetHolds(node, [.. answer.Take(i + 1), .. asked.Skip(i + 1).Select(static rest => rest with { Wanted = rest.Held })]);
            if (!isGranted)
            {
                transition.Effects.Add(new QuotaChanged(hold.Quota, IsWanted: true));
            }
        }

        if (before.Any(old => IsLess(answer.FirstOrDefault(hold => hold.Quota == old.Quota)?.Held ?? [], old.Held)))
        {
            GroupRules.PlaceWaiting(transition);
        }

        return answer;
    }

    /// <summary>Whether the quota of a placement group's team has room for the bundles that have no node.</summary>
    internal static bool AllowsGroup(HeadState state, PlacementGroupRecord group)
    {
        if (state.Quotas.IsEmpty || TeamOf(state, group.Registration.Job) is not { } team || !state.Quotas.TryGetValue(team, out QuotaRecord? quota))
        {
            return true;
        }

        Dictionary<string, long> others = Used(state, team);
        var wanted = new Dictionary<string, long>(StringComparer.Ordinal);
        for (int bundle = 0; bundle < group.Nodes.Length; bundle++)
        {
            if (group.Nodes[bundle] == default)
            {
                QuotaPolicy.AddTo(wanted, group.Registration.Bundles[bundle].Units);
            }
        }

        return QuotaPolicy.Exceeded(quota.Limits, others, new Dictionary<string, long>(), wanted) is null;
    }

    internal static void OnNodeEnded(Transition transition, NodeId node) => transition.RemoveHolds(node);

    internal static QuotaState Describe(HeadState state, QuotaRecord quota, bool isWanted = false) => new(
        quota,
        Used(state, quota.Name),
        state.Jobs.Values.Count(job => job.EndedAt is null && QuotaPolicy.TeamOf(job.Start.Quota) == quota.Name),
        isWanted);

    /// <summary>What nodes hold for the team, and what its placement groups have.</summary>
    internal static Dictionary<string, long> Used(HeadState state, string team)
    {
        var sum = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (QuotaHold hold in state.QuotaHolds.Values.SelectMany(static holds => holds).Where(hold => hold.Quota == team))
        {
            QuotaPolicy.AddTo(sum, hold.Held);
        }

        foreach (PlacementGroupRecord group in state.Groups.Values.Where(group => TeamOf(state, group.Registration.Job) == team))
        {
            for (int bundle = 0; bundle < group.Nodes.Length; bundle++)
            {
                if (group.Nodes[bundle] != default)
                {
                    QuotaPolicy.AddTo(sum, group.Registration.Bundles[bundle].Units);
                }
            }
        }

        return sum;
    }

    private static bool IsGranted(Transition transition, NodeId node, QuotaHold hold, bool isKnown)
    {
        if (!transition.State.Quotas.TryGetValue(hold.Quota, out QuotaRecord? quota))
        {
            return true;
        }

        if (!isKnown)
        {
            // A node that the head has found in its store may hold anything until it says what.
            return !IsLess(hold.Held, hold.Wanted);
        }

        Dictionary<string, long> others = Used(transition.State, hold.Quota);
        foreach ((string name, long units) in hold.Held)
        {
            others[name] = others.GetValueOrDefault(name) - units;
        }

        return QuotaPolicy.Exceeded(quota.Limits, others, hold.Held, hold.Wanted) is null;
    }

    private static string? TeamOf(HeadState state, JobId job) => state.Jobs.TryGetValue(job, out JobRecord? record) ? QuotaPolicy.TeamOf(record.Start.Quota) : null;

    /// <summary>Whether there is less of something.</summary>
    private static bool IsLess(Dictionary<string, long> one, Dictionary<string, long> other) => other.Any(item => item.Value > one.GetValueOrDefault(item.Key));
}
