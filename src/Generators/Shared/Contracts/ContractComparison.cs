namespace RayNet.Contracts;

/// <summary>Compares a recorded contract with a later one.</summary>
internal static class ContractComparison
{
    /// <summary>All differences, in the order of the file.</summary>
    internal static IReadOnlyList<ContractChange> Compare(IReadOnlyCollection<ContractEntry> recorded, IReadOnlyCollection<ContractEntry> current)
    {
        // Most types are as they were, and this runs after every keystroke.
        HashSet<string> owners = DifferingOwners(recorded, current);
        ContractEntry[] before = [.. recorded.Where(entry => owners.Contains(entry.Owner))];
        ContractEntry[] after = [.. current.Where(entry => owners.Contains(entry.Owner))];
        var changes = new List<ContractChange>();
        CallComparison.Compare(before, after, changes);
        TypeComparison.Compare(before, after, changes);
        return [.. changes.OrderBy(static change => change.Subject, ContractOrder.Instance)];
    }

    /// <summary>The types about which the two do not say the same.</summary>
    private static HashSet<string> DifferingOwners(IEnumerable<ContractEntry> recorded, IEnumerable<ContractEntry> current)
    {
        var owners = new HashSet<string>(StringComparer.Ordinal);
        var unmatched = new HashSet<ContractEntry>(recorded);
        foreach (ContractEntry entry in current)
        {
            if (!unmatched.Remove(entry))
            {
                owners.Add(entry.Owner);
            }
        }

        owners.UnionWith(unmatched.Select(static entry => entry.Owner));
        return owners;
    }
}
