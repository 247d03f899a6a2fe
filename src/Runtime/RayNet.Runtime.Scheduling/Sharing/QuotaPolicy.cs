namespace RayNet.Runtime.Sharing;

/// <summary>Whether a team may have more. Units by resource; a resource without a limit is unlimited.</summary>
internal static class QuotaPolicy
{
    /// <summary>The team of jobs that name none.</summary>
    internal const string DefaultTeam = "default";

    internal static string TeamOf(string quota) => quota.Length > 0 ? quota : DefaultTeam;

    /// <summary>The resource whose limit stands in the way, or <see langword="null"/>. Having less is always allowed, and having as much as before.</summary>
    /// <param name="limits">The quota.</param>
    /// <param name="others">What the team has elsewhere.</param>
    /// <param name="held">What it has here.</param>
    /// <param name="wanted">What it wants to have here.</param>
    internal static string? Exceeded(
        IReadOnlyDictionary<string, long> limits,
        IReadOnlyDictionary<string, long> others,
        IReadOnlyDictionary<string, long> held,
        IReadOnlyDictionary<string, long> wanted)
    {
        foreach ((string name, long limit) in limits)
        {
            long units = wanted.GetValueOrDefault(name);
            if (units > held.GetValueOrDefault(name) && others.GetValueOrDefault(name) + units > limit)
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>Adds quantities up.</summary>
    internal static void AddTo(Dictionary<string, long> sum, IReadOnlyDictionary<string, long> more)
    {
        foreach ((string name, long units) in more)
        {
            sum[name] = sum.GetValueOrDefault(name) + units;
        }
    }
}
