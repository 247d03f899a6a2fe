using System.Globalization;

namespace RayNet.Contracts;

/// <summary>Compares the types whose values travel.</summary>
internal static class TypeComparison
{
    internal const string Values = "values of earlier builds";

    internal static void Compare(IReadOnlyList<ContractEntry> recorded, IReadOnlyList<ContractEntry> current, List<ContractChange> changes)
    {
        Dictionary<string, List<ContractEntry>> before = ByOwner(recorded);
        Dictionary<string, List<ContractEntry>> after = ByOwner(current);
        foreach (KeyValuePair<string, List<ContractEntry>> pair in before)
        {
            if (after.TryGetValue(pair.Key, out List<ContractEntry>? now))
            {
                Compare(pair.Value, now, changes);
            }
            else
            {
                changes.Add(new ContractChange(ContractChangeKind.Obsolete, Head(pair.Value), $"no remote signature reaches '{pair.Key}' any more", pair.Value, []));
            }
        }

        foreach (KeyValuePair<string, List<ContractEntry>> pair in after.Where(pair => !before.ContainsKey(pair.Key)))
        {
            changes.Add(new ContractChange(ContractChangeKind.Addition, Head(pair.Value), $"values of '{pair.Key}' travel", [], pair.Value));
        }
    }

    private static void Compare(List<ContractEntry> before, List<ContractEntry> after, List<ContractChange> changes)
    {
        ContractEntry now = Head(after);
        ContractEntry? head = before.Find(static entry => entry.Kind is ContractKind.Type or ContractKind.Enum);
        if (head is not null && (head.Kind, Form(head)) != (now.Kind, Form(now)))
        {
            changes.Add(new ContractChange(
                ContractChangeKind.BreaksValues,
                now,
                $"'{now.Owner}' was {Describe(head)} and is {Describe(now)}: {Values} are written in another way; give the new one a name of its own",
                before,
                after));
            return;
        }

        if (head is not null && Depth(now) != Depth(head))
        {
            bool isLess = Depth(now) < Depth(head);
            changes.Add(new ContractChange(
                isLess ? ContractChangeKind.BreaksValues : ContractChangeKind.Addition,
                now,
                isLess ? $"'{now.Owner}' may nest {Depth(now)} deep, and could {Depth(head)}: deeper {Values} cannot be read" : $"'{now.Owner}' may nest deeper",
                [head],
                [now]));
        }
        else if (head is null)
        {
            changes.Add(new ContractChange(ContractChangeKind.Addition, now, $"values of '{now.Owner}' travel", [], [now]));
        }

        PartComparison.Compare(before, after, changes);
    }

    private static ContractEntry Head(List<ContractEntry> entries) => entries.Find(static entry => entry.Kind is ContractKind.Type or ContractKind.Enum) ?? entries[0];

    private static string Describe(ContractEntry head) => head.Kind == ContractKind.Enum ? $"an enum of {head.Detail}" : $"a {Form(head)}";

    private static string Form(ContractEntry head) => head.Kind == ContractKind.Enum ? head.Detail : head.Detail.Split(',')[0];

    /// <summary>The limit on nesting; the largest number without one.</summary>
    private static int Depth(ContractEntry head)
    {
        string[] words = head.Detail.Split(' ');
        return words.Length > 1 && int.TryParse(words[words.Length - 1], NumberStyles.None, CultureInfo.InvariantCulture, out int depth) ? depth : int.MaxValue;
    }

    private static Dictionary<string, List<ContractEntry>> ByOwner(IEnumerable<ContractEntry> entries) =>
        entries.Where(static entry => entry.IsData).GroupBy(static entry => entry.Owner, StringComparer.Ordinal).ToDictionary(static group => group.Key, static group => group.ToList(), StringComparer.Ordinal);
}
