namespace RayNet.Contracts;

/// <summary>A difference between what is recorded and what is.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="Subject">The entry as it is now, or as it was if it is gone.</param>
/// <param name="Message">What has changed and for whom, as a clause.</param>
/// <param name="Removed">The entries that acceptance takes out of the file.</param>
/// <param name="Added">The entries that acceptance puts into the file.</param>
internal sealed record ContractChange(
    ContractChangeKind Kind,
    ContractEntry Subject,
    string Message,
    IReadOnlyList<ContractEntry> Removed,
    IReadOnlyList<ContractEntry> Added)
{
    internal bool IsBreaking => Kind is ContractChangeKind.BreaksCalls or ContractChangeKind.BreaksValues;
}
