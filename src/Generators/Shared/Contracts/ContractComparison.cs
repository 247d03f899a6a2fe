namespace RayNet.Contracts;

/// <summary>Compares a recorded contract with a later one.</summary>
internal static class ContractComparison
{
    /// <summary>All differences, in the order of the file.</summary>
    internal static IReadOnlyList<ContractChange> Compare(IReadOnlyList<ContractEntry> recorded, IReadOnlyList<ContractEntry> current)
    {
        var changes = new List<ContractChange>();
        CallComparison.Compare(recorded, current, changes);
        TypeComparison.Compare(recorded, current, changes);
        return [.. changes.OrderBy(static change => change.Subject, ContractOrder.Instance)];
    }
}
