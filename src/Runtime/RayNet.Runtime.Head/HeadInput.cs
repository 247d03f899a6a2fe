using RayNet.Runtime.Control;

namespace RayNet.Runtime.Head;

/// <summary>Holds what comes over the wire against the limits. A message names the value, and what is allowed.</summary>
internal static class HeadInput
{
    /// <summary>Far above any machine, and far below where units of 1/10000 would overflow.</summary>
    private const double LargestQuantity = 1e14;

    /// <summary>A year, in milliseconds.</summary>
    internal const long LongestDrain = 366L * 24 * 60 * 60 * 1000;

    internal static void Check(NodeInfo node, HeadLimits limits)
    {
        Present("The node", node);
        if (node.Id == default)
        {
            throw new InvalidOptionException("The node has no id. A node chooses a random one when it starts.");
        }

        CheckName("The node's name", node.Name, limits, mayBeEmpty: false);
        CheckText("The node's address", node.Address, limits.MaxNameLength);
        CheckText("The node's version", node.Version, limits.MaxNameLength);
        CheckResources($"The resources of node '{node.Name}'", node.Resources, limits);
        CheckEntries($"The labels of node '{node.Name}'", node.Labels, limits.MaxEntries, limits.MaxNameLength, limits.MaxNameLength);
        CheckCount("The node's store capacity", node.StoreCapacity, 0, long.MaxValue);
    }

    internal static void Check(NodeReport report, HeadLimits limits)
    {
        Present("The report", report);
        CheckCount("The report's version", report.Version, 1, long.MaxValue);
        CheckCount("The report's count of workers", report.Workers, 0, int.MaxValue);
        CheckCount("The report's use of the store", report.StoreUsed, 0, long.MaxValue);
        CheckCount("The report's idle time", report.IdleMilliseconds, 0, long.MaxValue);
        CheckCount("The report's used memory", report.MemoryUsed, 0, long.MaxValue);
        CheckCount("The report's memory", report.MemoryTotal, 0, long.MaxValue);
        CheckCount("The report's count of stopped workers", report.MemoryKills, 0, long.MaxValue);
        CheckResources("The available resources of the report", report.Available, limits);
        Present("The pending demands of the report", report.Pending);
        CheckCount("The count of kinds of pending demands", report.Pending.Length, 0, limits.MaxPendingDemands);
        foreach (PendingDemand demand in report.Pending)
        {
            Present("A pending demand", demand);
            CheckCount("The count of a pending demand", demand.Count, 0, int.MaxValue);
            CheckResources("The resources of a pending demand", demand.Resources, limits);
        }
    }

    internal static void Check(JobStart start, HeadLimits limits)
    {
        Present("The job", start);
        CheckText("The job's build id", start.BuildId, limits.MaxNameLength);
        CheckName("The job's namespace", start.Namespace, limits, mayBeEmpty: true);
        CheckText("The job's entry point", start.EntryPoint, limits.MaxTextLength);
        CheckName("The job's submission id", start.SubmissionId, limits, mayBeEmpty: true);
        CheckEntries("The job's metadata", start.Metadata, limits.MaxEntries, limits.MaxNameLength, limits.MaxTextLength);
        long length = start.Metadata.Sum(static item => (long)item.Key.Length + item.Value.Length);
        if (length > limits.MaxMetadataLength)
        {
            throw new InvalidOptionException($"The job's metadata have {length} characters; {limits.MaxMetadataLength} are allowed.");
        }

        CheckName("The job's quota", start.Quota, limits, mayBeEmpty: true);
        CheckText("The job's working directory", start.WorkingDirectoryId, limits.MaxNameLength);
        CheckEntries("The job's environment variables", start.EnvironmentVariables, limits.MaxEntries, limits.MaxNameLength, limits.MaxEnvironmentLength);
        length = start.EnvironmentVariables.Sum(static item => (long)item.Key.Length + item.Value.Length);
        if (length > limits.MaxEnvironmentLength)
        {
            throw new InvalidOptionException($"The job's environment variables have {length} characters; {limits.MaxEnvironmentLength} are allowed. Pass large values as arguments or files.");
        }
    }

    internal static void Check(ActorRegistration actor, HeadLimits limits)
    {
        Present("The actor", actor);
        if (actor.Id == default)
        {
            throw new InvalidOptionException("The actor has no id.");
        }

        CheckText("The actor's class", actor.ClassName, limits.MaxTextLength);
        CheckName("The actor's name", actor.Name, limits, mayBeEmpty: true);
        CheckName("The actor's namespace", actor.Namespace, limits, mayBeEmpty: true);
        CheckResources($"The resources of actor {actor.ClassName}", actor.Resources, limits);
        CheckResources($"The placement of actor {actor.ClassName}", actor.Placement, limits);
        CheckCount($"The count of label selectors of actor {actor.ClassName}", actor.Scheduling?.Selectors.Sum(static selector => selector.Length) ?? 0, 0, limits.MaxEntries);
        CheckCount("MaxRestarts", actor.MaxRestarts, -1, int.MaxValue);
        CheckBytes($"The creation of actor {actor.ClassName}", actor.Creation, limits.MaxCreationBytes);
    }

    internal static void Check(PlacementGroupRegistration group, HeadLimits limits)
    {
        Present("The placement group", group);
        if (group.Id == default)
        {
            throw new InvalidOptionException("The placement group has no id.");
        }

        CheckName("The placement group's name", group.Name, limits, mayBeEmpty: true);
        CheckName("The placement group's namespace", group.Namespace, limits, mayBeEmpty: true);
        Present("The bundles of the placement group", group.Bundles);
        CheckCount("The count of bundles", group.Bundles.Length, 1, limits.MaxBundles);
        if (!Enum.IsDefined(group.Strategy))
        {
            throw new InvalidOptionException($"The placement group's strategy is {(int)group.Strategy}; it has to be Pack, StrictPack, Spread or StrictSpread.");
        }

        foreach (BundleSpec bundle in group.Bundles)
        {
            Present("A bundle", bundle);
            Present("The resources of a bundle", bundle.Units);
            CheckCount("The count of resources of a bundle", bundle.Units.Count, 1, limits.MaxEntries);
            foreach ((string name, long units) in bundle.Units)
            {
                CheckName("The name of a bundle's resource", name, limits, mayBeEmpty: false);
                CheckCount($"The units of '{name}' in a bundle", units, 1, (long)LargestQuantity * 10_000);
            }

            Present("The labels of a bundle", bundle.Selector);
            CheckCount("The count of labels of a bundle", bundle.Selector.Length, 0, limits.MaxEntries);
            LabelSelector.Parse(bundle.Selector);
        }
    }

    internal static void Check(QuotaRecord quota, HeadLimits limits)
    {
        Present("The quota", quota);
        CheckName("The name of the quota", quota.Name, limits, mayBeEmpty: false);
        CheckUnits($"The quota '{quota.Name}'", quota.Limits, limits);
        if (quota.Limits.Count == 0)
        {
            throw new InvalidOptionException($"The quota '{quota.Name}' limits nothing. Name at least one resource.");
        }

        if (!double.IsFinite(quota.Weight) || quota.Weight <= 0)
        {
            throw new InvalidOptionException($"The weight of the quota '{quota.Name}' is {quota.Weight}; it has to be more than 0.");
        }
    }

    internal static void Check(QuotaHold[] holds, HeadLimits limits)
    {
        Present("The holds of quotas", holds);
        CheckCount("The count of holds of quotas", holds.Length, 0, limits.MaxQuotas);
        foreach (QuotaHold hold in holds)
        {
            Present("A hold of a quota", hold);
            CheckName("The quota of a hold", hold.Quota, limits, mayBeEmpty: false);
            CheckUnits("What is held of a quota", hold.Held, limits);
            CheckUnits("What is wanted of a quota", hold.Wanted, limits);
        }
    }

    internal static void Check(ActorUpdate update)
    {
        Present("The update", update);
        CheckCount("The update's count of restarts", update.Restarts, 0, int.MaxValue);
        if (!Enum.IsDefined(update.State))
        {
            throw new InvalidOptionException($"The update's state is {(int)update.State}; it has to be Pending, Alive, Restarting or Dead.");
        }

        if (update.State == ActorLiveness.Alive && (update.Process == 0 || update.Node == default))
        {
            throw new InvalidOptionException($"The update says that actor {update.Id} is alive, but not in which process of which node.");
        }
    }

    internal static void CheckProcess(ulong process)
    {
        if (process == 0)
        {
            throw new InvalidOptionException("The process has the number 0, which stands for none.");
        }
    }

    internal static void CheckKey(string keyspace, string key, HeadLimits limits)
    {
        CheckName("The keyspace", keyspace, limits, mayBeEmpty: true);
        CheckText("The key", key, limits.MaxTextLength);
    }

    internal static void CheckBytes(string what, byte[]? bytes, int limit)
    {
        Present(what, bytes);
        if (bytes!.Length > limit)
        {
            throw new InvalidOptionException($"{what} has {bytes.Length} bytes; {limit} are allowed. Keep large values in objects.");
        }
    }

    internal static void CheckCount(string what, long value, long smallest, long largest)
    {
        if (value < smallest || value > largest)
        {
            throw new InvalidOptionException($"{what} is {value}; it has to be from {smallest} to {largest}.");
        }
    }

    internal static void CheckName(string what, string? name, HeadLimits limits, bool mayBeEmpty)
    {
        CheckText(what, name, limits.MaxNameLength);
        if (!mayBeEmpty && string.IsNullOrWhiteSpace(name))
        {
            throw new InvalidOptionException($"{what} is empty.");
        }
    }

    /// <summary>Reasons and messages are for people: a long one is cut, not refused.</summary>
    internal static string Cut(string? text, HeadLimits limits) =>
        text is null ? string.Empty : text.Length <= limits.MaxReasonLength ? text : string.Concat(text.AsSpan(0, limits.MaxReasonLength), " ...");

    private static void CheckText(string what, string? text, int limit)
    {
        Present(what, text);
        if (text!.Length > limit)
        {
            throw new InvalidOptionException($"{what} has {text.Length} characters; {limit} are allowed.");
        }

        if (text.Any(char.IsControl))
        {
            throw new InvalidOptionException($"{what} contains control characters.");
        }
    }

    private static void CheckUnits(string what, Dictionary<string, long>? units, HeadLimits limits)
    {
        Present(what, units);
        CheckCount($"{what}: the count of resources", units!.Count, 0, limits.MaxEntries);
        foreach ((string name, long count) in units)
        {
            CheckName($"{what}: a resource", name, limits, mayBeEmpty: false);
            CheckCount($"{what}: units of '{name}'", count, 0, long.MaxValue / 2);
        }
    }

    private static void CheckResources(string what, Dictionary<string, double>? resources, HeadLimits limits)
    {
        Present(what, resources);
        CheckCount($"{what}: their count", resources!.Count, 0, limits.MaxEntries);
        foreach ((string name, double quantity) in resources)
        {
            CheckName($"{what}: a name", name, limits, mayBeEmpty: false);
            if (!double.IsFinite(quantity) || quantity < 0 || quantity > LargestQuantity)
            {
                throw new InvalidOptionException($"{what}: {name} is {quantity}; it has to be from 0 to {LargestQuantity:0}.");
            }
        }
    }

    private static void CheckEntries(string what, Dictionary<string, string>? entries, int count, int keyLength, int valueLength)
    {
        Present(what, entries);
        CheckCount($"{what}: their count", entries!.Count, 0, count);
        foreach ((string key, string value) in entries)
        {
            CheckText($"{what}: a key", key, keyLength);
            CheckText($"{what}: the value of '{key}'", value, valueLength);
        }
    }

    private static void Present(string what, object? value)
    {
        if (value is null)
        {
            throw new InvalidOptionException($"{what} is missing.");
        }
    }
}
