using RayNet.CompilerServices;
using RayNet.Runtime.Actors.Snapshots;
using RayNet.Runtime.Embedded;
using RayNet.Runtime.Policies;
using RayNet.Runtime.Resources;
using RayNet.Runtime.Scheduling;

namespace RayNet.Runtime.Actors;

/// <summary>An actor class with one set of options, compiled for one runtime.</summary>
internal sealed class ActorClassHome
{
    internal static readonly TimeSpan DefaultTerminationTimeout = TimeSpan.FromSeconds(5);

    /// <param name="owner">The runtime.</param>
    /// <param name="actorClass">The class.</param>
    /// <param name="options">The creator's options.</param>
    /// <param name="isHosted">Whether another process owns the actors: it decides when they end, and their resources are accounted for by the node.</param>
    internal ActorClassHome(object owner, ActorClass actorClass, ActorOptions? options, bool isHosted = false)
    {
        Owner = owner;
        IsHosted = isHosted;
        Class = actorClass;
        ActorOptions? declared = actorClass.Options;
        MaxRestarts = AtLeast(-1, "MaxRestarts", options?.MaxRestarts ?? declared?.MaxRestarts ?? 0);
        MaxTaskRetries = AtLeast(-1, "MaxTaskRetries", options?.MaxTaskRetries ?? declared?.MaxTaskRetries ?? 0);
        MaxPendingCalls = AtLeast(-1, "MaxPendingCalls", options?.MaxPendingCalls ?? declared?.MaxPendingCalls ?? -1);
        TerminationTimeout = options?.TerminationTimeout ?? declared?.TerminationTimeout ?? DefaultTerminationTimeout;
        if (TerminationTimeout <= TimeSpan.Zero)
        {
            throw new InvalidOptionException($"TerminationTimeout of actor {actorClass.Name} is {TerminationTimeout}; give a positive time.");
        }

        int concurrency = AtLeast(1, "MaxConcurrency", options?.MaxConcurrency ?? declared?.MaxConcurrency ?? 1);
        Limits = [concurrency, .. actorClass.Groups.Select(static group => group.Value)];
        Snapshots = SnapshotPolicy.Of(actorClass, options, MaxRestarts, Limits);
        if (isHosted)
        {
            Demand = PlacementDemand = ResourceDemand.Empty;
            Rules = SchedulingRules.Default;
            IsDetached = true;
            return;
        }

        double cpus = options?.NumCpus ?? declared?.NumCpus ?? 0;
        Demand = DemandOf(cpus, declared, options);
        PlacementDemand = cpus > 0 ? Demand : DemandOf(1, declared, options);
        Rules = SchedulingRules.Of(
            options?.SchedulingStrategy ?? declared?.SchedulingStrategy,
            options?.LabelSelector ?? declared?.LabelSelector,
            options?.FallbackSelectors ?? declared?.FallbackSelectors);
        if (owner is EmbeddedCluster { Outer: null } cluster)
        {
            Fit = cluster.FitOf(Rules, Demand, PlacementDemand);
            Leases = cluster.LeasesOf(Rules);
        }

        IsDetached = (options?.Lifetime ?? declared?.Lifetime ?? ActorLifetime.OwnerScoped) == ActorLifetime.Detached;
        Validate(options);
    }

    internal object Owner { get; }

    internal ActorClass Class { get; }

    /// <summary>Whether another process owns the actors.</summary>
    internal bool IsHosted { get; }

    internal int MaxRestarts { get; }

    /// <summary>How long the disposal of an actor that ends may take.</summary>
    internal TimeSpan TerminationTimeout { get; }

    internal int MaxTaskRetries { get; }

    internal int MaxPendingCalls { get; }

    /// <summary>The concurrency of the default group, then of the declared groups.</summary>
    internal int[] Limits { get; }

    /// <summary>When state is saved; <see langword="null"/> where none is.</summary>
    internal SnapshotPolicy? Snapshots { get; }

    internal ResourceDemand Demand { get; }

    /// <summary>What must exist on a node: an actor without CPUs still needs a node that can run something.</summary>
    internal ResourceDemand PlacementDemand { get; }

    /// <summary>What is asked of the node besides.</summary>
    internal SchedulingRules Rules { get; }

    /// <summary>In an embedded cluster: whether its node could ever hold the actor.</summary>
    internal PlacementOutcome Fit { get; } = PlacementOutcome.On(default);

    /// <summary>In an embedded cluster: whose resources the actor takes; <see langword="null"/> for the node's.</summary>
    internal LeaseManager? Leases { get; }

    internal bool IsDetached { get; }

    /// <summary>Whether something must be given back when no handle is left.</summary>
    internal bool NeedsTermination => Class.NeedsDisposal || !Demand.IsEmpty;

    internal int GroupIndex(string group)
    {
        for (int i = 0; i < Class.Groups.Length; i++)
        {
            if (Class.Groups[i].Key == group)
            {
                return i + 1;
            }
        }

        string known = Class.Groups.Length == 0 ? "it declares none" : $"it declares {string.Join(", ", Class.Groups.Select(static item => item.Key))}";
        throw new InvalidOptionException($"Actor {Class.Name} has no concurrency group '{group}'; {known}. Add [ConcurrencyGroup(\"{group}\", limit)] to the class.");
    }

    private static ResourceDemand DemandOf(double cpus, ActorOptions? declared, ActorOptions? options) => ResourceDemand.Request(
        cpus,
        options?.NumGpus ?? declared?.NumGpus ?? 0,
        options?.Memory ?? declared?.Memory ?? 0,
        options?.Resources ?? declared?.Resources);

    private void Validate(ActorOptions? options)
    {
        if (options is { GetIfExists: true, Name: null })
        {
            throw new InvalidOptionException($"GetIfExists of actor {Class.Name} needs a Name to look for.");
        }

        if (options?.Name is { } name && string.IsNullOrWhiteSpace(name))
        {
            throw new InvalidOptionException($"The Name of actor {Class.Name} is empty.");
        }

        if (IsDetached && options?.Name is null)
        {
            throw new InvalidOptionException($"Actor {Class.Name} is detached and has no Name, so nothing could find it again. Give it a Name in its ActorOptions.");
        }
    }

    private int AtLeast(int least, string option, int value) => value >= least
        ? value
        : throw new InvalidOptionException($"{option} of actor {Class.Name} is {value}; give {least} or more.");
}
