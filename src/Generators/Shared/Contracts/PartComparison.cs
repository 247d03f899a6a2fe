using System.Globalization;

namespace RayNet.Contracts;

/// <summary>Compares the members, implementations and enum values of one type. Members travel by their places, not by their names.</summary>
internal static class PartComparison
{
    private const string Values = TypeComparison.Values;

    internal static void Compare(List<ContractEntry> before, List<ContractEntry> after, List<ContractChange> changes)
    {
        List<ContractEntry> reserved = before.FindAll(static entry => entry.IsReserved);
        CompareParts(Of(before, ContractKind.Member), Of(after, ContractKind.Member), reserved, changes);
        CompareParts(Of(before, ContractKind.Case), Of(after, ContractKind.Case), reserved, changes);
        CompareEnum(Of(before, ContractKind.Value), Of(after, ContractKind.Value), changes);
    }

    private static List<ContractEntry> Of(List<ContractEntry> entries, ContractKind kind) => entries.FindAll(entry => entry.Kind == kind && !entry.IsReserved);

    private static void CompareParts(List<ContractEntry> before, List<ContractEntry> after, List<ContractEntry> reserved, List<ContractChange> changes)
    {
        List<ContractEntry> added = after.FindAll(entry => !before.Exists(old => old.Name == entry.Name));
        foreach (ContractEntry old in before)
        {
            ContractEntry? now = after.Find(entry => entry.Name == old.Name);
            ContractEntry? heir = now is null ? added.Find(entry => entry.Number == old.Number) : null;
            added.Remove(heir!);
            if (Change(old, now, heir, isFree: !after.Exists(entry => entry.Number == old.Number)) is { } change)
            {
                changes.Add(change);
            }
        }

        foreach (ContractEntry entry in added)
        {
            changes.Add(Added(entry, before, reserved.Find(old => old.Kind == entry.Kind && old.Number == entry.Number)));
        }
    }

    private static ContractChange? Change(ContractEntry old, ContractEntry? now, ContractEntry? heir, bool isFree)
    {
        if (heir is not null)
        {
            return Breaking(heir, $"{Show(heir)} has the place of {Show(old)}: {Values} are taken for the new one; give it a number that was never used, or accept it if it only has a new name", [old], [heir]);
        }

        if (now is null)
        {
            return Breaking(
                old,
                $"{Show(old)} is gone: this build drops what {Values} hold there, and earlier builds miss it; keep it until none of them runs",
                [old],
                isFree ? [old with { IsReserved = true }] : []);
        }

        if (now.Number != old.Number)
        {
            return Breaking(now, $"'{Name(now)}' has moved from #{old.Number} to #{now.Number}: {Values} have something else there; keep the order, or number members with [Key]", [old], [now]);
        }

        if (now.MemberType != old.MemberType)
        {
            return Breaking(now, $"'{Name(now)}' was '{old.MemberType}' and is '{now.MemberType}': {Values} cannot be read; add a member of the new type and keep this one", [old], [now]);
        }

        return now == old ? null : new ContractChange(ContractChangeKind.Addition, now, $"'{Name(now)}' is {(now.IsRequired ? "required now" : "no longer required")}", [old], [now]);
    }

    private static ContractChange Added(ContractEntry entry, List<ContractEntry> before, ContractEntry? reserved)
    {
        ContractEntry[] removed = reserved is null ? [] : [reserved];
        if (reserved is not null && (reserved.Name != entry.Name || reserved.MemberType != entry.MemberType))
        {
            return Breaking(entry, $"{Show(entry)} has a number that {Show(reserved)} once had: {Values} are taken for the new one; give it a number that was never used", removed, [entry]);
        }

        if (entry.IsRequired)
        {
            return Breaking(entry, $"{Show(entry)} is new and required: {Values} have none, and cannot be read; give it a default value", removed, [entry]);
        }

        return entry.Kind == ContractKind.Member && before.Exists(old => Place(old) > Place(entry))
            ? Breaking(entry, $"{Show(entry)} is new and stands before others: {Values} have nothing there; put it last", removed, [entry])
            : new ContractChange(ContractChangeKind.Addition, entry, $"{Show(entry)} travels", removed, [entry]);
    }

    /// <summary>Enums travel as numbers: a name may change, its number may not.</summary>
    private static void CompareEnum(List<ContractEntry> before, List<ContractEntry> after, List<ContractChange> changes)
    {
        List<ContractEntry> added = after.FindAll(entry => !before.Exists(old => old.Name == entry.Name));
        foreach (ContractEntry old in before)
        {
            ContractEntry? now = after.Find(entry => entry.Name == old.Name);
            ContractEntry? heir = now is null ? added.Find(entry => entry.Number == old.Number) : null;
            if (heir is not null)
            {
                added.Remove(heir);
                changes.Add(new ContractChange(ContractChangeKind.Addition, heir, $"'{Name(old)}' is called '{Name(heir)}' now, which nobody else sees", [old], [heir]));
            }
            else if (now is null)
            {
                changes.Add(Breaking(old, $"'{Name(old)}' is gone: earlier builds still send {old.Number}, which has no name here; keep it, marked as obsolete", [old], []));
            }
            else if (now.Number != old.Number)
            {
                changes.Add(Breaking(now, $"'{Name(now)}' was {old.Number} and is {now.Number}: {Values} mean something else; keep its number", [old], [now]));
            }
        }

        changes.AddRange(added.Select(static entry => new ContractChange(ContractChangeKind.Addition, entry, $"'{Name(entry)}' travels as {entry.Number}", [], [entry])));
    }

    private static ContractChange Breaking(ContractEntry subject, string message, ContractEntry[] removed, ContractEntry[] added) =>
        new(ContractChangeKind.BreaksValues, subject, message, removed, added);

    private static string Name(ContractEntry entry) => entry.Kind == ContractKind.Case ? entry.Name : $"{entry.Owner}.{entry.Name}";

    private static string Show(ContractEntry entry) => $"'{Name(entry)}' (#{entry.Number})";

    private static int Place(ContractEntry entry) => int.TryParse(entry.Number, NumberStyles.None, CultureInfo.InvariantCulture, out int place) ? place : 0;
}
