namespace RayNet.Contracts;

/// <summary>Compares what can be called: a call finds its method by the id, so that an id is kept or lost, never moved.</summary>
internal static class CallComparison
{
    private const string Callers = "drivers and workers of earlier builds";

    internal static void Compare(IReadOnlyList<ContractEntry> recorded, IReadOnlyList<ContractEntry> current, List<ContractChange> changes)
    {
        List<ContractEntry> before = [.. recorded.Where(static entry => !entry.IsData)];
        List<ContractEntry> after = [.. current.Where(static entry => !entry.IsData)];
        CompareActors(before, after, changes);
        Dictionary<string, ContractEntry> known = ById(before);
        Dictionary<string, ContractEntry> present = ById(after);
        List<ContractEntry> added = [.. after.Where(entry => !known.ContainsKey(Id(entry)))];
        foreach (ContractEntry old in before)
        {
            if (present.TryGetValue(Id(old), out ContractEntry? now))
            {
                CompareSame(old, now, changes);
            }
            else
            {
                ContractEntry? successor = added.Find(entry => entry.Kind == old.Kind && entry.Name == old.Name);
                added.Remove(successor!);
                changes.Add(Lost(old, successor));
            }
        }

        changes.AddRange(added.Select(static entry => new ContractChange(
            ContractChangeKind.Addition,
            entry,
            entry.Kind == ContractKind.State ? $"actor class '{entry.Name}' saves its state as '{entry.Detail}'" : $"'{entry.Name}{entry.Detail}' can be called",
            [],
            [entry])));
    }

    /// <summary>A class that comes or goes is one change with all that belongs to it.</summary>
    private static void CompareActors(List<ContractEntry> before, List<ContractEntry> after, List<ContractChange> changes)
    {
        Dictionary<string, ContractEntry> known = ById(before.Where(static entry => entry.Kind == ContractKind.Actor));
        Dictionary<string, ContractEntry> present = ById(after.Where(static entry => entry.Kind == ContractKind.Actor));
        foreach (ContractEntry gone in known.Values.Where(actor => !present.ContainsKey(Id(actor))))
        {
            changes.Add(new ContractChange(
                ContractChangeKind.BreaksCalls,
                gone,
                $"actor class '{gone.Name}' is gone, or has another id: handles that {Callers} hold, and names of detached actors, lead to a class that this build does not have; keep the class, or its Id when you rename it",
                Take(before, gone),
                []));
        }

        foreach (ContractEntry added in present.Values.Where(actor => !known.ContainsKey(Id(actor))))
        {
            changes.Add(new ContractChange(ContractChangeKind.Addition, added, $"actor class '{added.Name}' can be created", [], Take(after, added)));
        }
    }

    private static List<ContractEntry> Take(List<ContractEntry> entries, ContractEntry actor)
    {
        List<ContractEntry> taken = entries.FindAll(entry => entry.Owner == actor.Owner && entry.Kind is ContractKind.Actor or ContractKind.Constructor or ContractKind.Method or ContractKind.State);
        entries.RemoveAll(taken.Contains);
        return taken;
    }

    private static void CompareSame(ContractEntry old, ContractEntry now, List<ContractChange> changes)
    {
        if (old.Detail != now.Detail && now.Kind == ContractKind.State)
        {
            changes.Add(new ContractChange(
                ContractChangeKind.BreaksValues,
                now,
                $"actor class '{now.Name}' saved its state as '{old.Detail}' and restores it as '{now.Detail}': actors that earlier builds saved cannot be built again; add members to the former type, or give the class a new Id",
                [old],
                [now]));
        }
        else if (old.Detail != now.Detail)
        {
            changes.Add(new ContractChange(
                ContractChangeKind.BreaksCalls,
                now,
                $"'{now.Name}' was '{old.Detail}' and is '{now.Detail}' under the same id: {Callers} send and expect the former; give the new signature a method and an Id of its own",
                [old],
                [now]));
        }
        else if (old != now)
        {
            changes.Add(new ContractChange(ContractChangeKind.Addition, now, $"'{old.Name}' is called '{now.Name}' now, which callers do not see", [old], [now]));
        }
    }

    private static ContractChange Lost(ContractEntry old, ContractEntry? successor) => old.Kind == ContractKind.State
        ? new ContractChange(
            ContractChangeKind.BreaksValues,
            old,
            $"actor class '{old.Name}' saves its state as '{old.Detail}' no more: actors that earlier builds saved begin without it; keep IActorState<{old.Detail}> until none of them is left",
            [old],
            [])
        : successor is null
        ? new ContractChange(
            ContractChangeKind.BreaksCalls,
            old,
            $"'{old.Name}{old.Detail}' is gone, or has another name: {Callers} still call it; keep the method until none of them runs",
            [old],
            [])
        : new ContractChange(
            ContractChangeKind.BreaksCalls,
            successor,
            $"'{old.Name}{old.Detail}' has become '{successor.Name}{successor.Detail}': {Callers} still call the former; keep it as an overload until none of them runs",
            [old],
            [successor]);

    private static Dictionary<string, ContractEntry> ById(IEnumerable<ContractEntry> entries)
    {
        var found = new Dictionary<string, ContractEntry>(StringComparer.Ordinal);
        foreach (ContractEntry entry in entries)
        {
            found[Id(entry)] = entry;
        }

        return found;
    }

    private static string Id(ContractEntry entry) => entry.Kind switch
    {
        ContractKind.Actor => "actor " + entry.Number,
        ContractKind.Rpc => "rpc " + entry.Name,
        ContractKind.State => "state " + entry.Name,
        _ => entry.Number,
    };
}
