using System.Collections.Concurrent;
using RayNet.CompilerServices;
using RayNet.Runtime.Actors;
using RayNet.Runtime.Execution;
using RayNet.Runtime.Groups;
using RayNet.Runtime.Policies;
using RayNet.Runtime.Resources;
using RayNet.Runtime.Scheduling;

namespace RayNet.Runtime.Embedded;

/// <summary>
/// Turns descriptors and options into what the engine works with, once for each method, and interns the queues of equal demands.
/// The result is cached in the descriptor; another cluster of the process just replaces it.
/// </summary>
internal sealed class CallCompiler(EmbeddedCluster cluster)
{
    private const int DefaultMaxRetries = 3;

    private readonly ConcurrentDictionary<(ResourceDemand Demand, SchedulingRules Rules, int Priority), TaskQueue> _queues = new();

    internal ICollection<TaskQueue> Queues => _queues.Values;

    internal static CallSettings Compile(ActorHost host, RemoteMethod method, CallOptions? options)
    {
        CallOptions? declared = method.CallOptions;
        return new CallSettings(
            options?.Name ?? declared?.Name ?? method.Name,
            options?.MaxTaskRetries ?? declared?.MaxTaskRetries ?? host.ClassHome.MaxTaskRetries,
            options?.RetryOn ?? declared?.RetryOn,
            retryDelay: null,
            options?.Timeout ?? declared?.Timeout,
            repeatsWhenLost: host.ClassHome.MaxRestarts != 0);
    }

    internal static ActorMethodHome MethodHomeOf(ActorHost host, RemoteMethod method)
    {
        if (method.RuntimeCache is ActorMethodHome cached && ReferenceEquals(cached.ClassHome, host.ClassHome))
        {
            return cached;
        }

        int group = method.CallOptions?.ConcurrencyGroup is { } name ? host.ClassHome.GroupIndex(name) : 0;
        var home = new ActorMethodHome(host.ClassHome, Compile(host, method, null), group);
        method.RuntimeCache = home;
        return home;
    }

    internal TaskHome TaskHomeOf(RemoteMethod method, TaskOptions? options)
    {
        var cached = method.RuntimeCache as TaskMethodCache;
        if (cached is null || !ReferenceEquals(cached.Owner, cluster))
        {
            cached = new TaskMethodCache(cluster, CompileTask(method, null));
            method.RuntimeCache = cached;
        }

        if (options is null)
        {
            return cached.Default;
        }

        // Programs make one options object and use it for many calls.
        TaskMethodCache.WithOptions? last = cached.Last;
        if (last is null || !ReferenceEquals(last.Options, options))
        {
            cached.Last = last = new TaskMethodCache.WithOptions(options, CompileTask(method, options));
        }

        return last.Home;
    }

    internal ActorClassHome ActorHomeOf(ActorClass actorClass, ActorOptions? options)
    {
        if (options is not null)
        {
            return new ActorClassHome(cluster, actorClass, options);
        }

        if (actorClass.RuntimeCache is ActorClassHome cached && ReferenceEquals(cached.Owner, cluster))
        {
            return cached;
        }

        var home = new ActorClassHome(cluster, actorClass, null);
        actorClass.RuntimeCache = home;
        return home;
    }

    private TaskHome CompileTask(RemoteMethod method, TaskOptions? options)
    {
        TaskOptions? declared = method.Options;
        ResourceDemand demand = ResourceDemand.Request(
            options?.NumCpus ?? declared?.NumCpus ?? 1,
            options?.NumGpus ?? declared?.NumGpus ?? 0,
            options?.Memory ?? declared?.Memory ?? 0,
            options?.Resources ?? declared?.Resources);
        SchedulingRules rules = SchedulingRules.Of(
            options?.SchedulingStrategy ?? declared?.SchedulingStrategy,
            options?.LabelSelector ?? declared?.LabelSelector,
            options?.FallbackSelectors ?? declared?.FallbackSelectors);
        var settings = new CallSettings(
            options?.Name ?? declared?.Name ?? method.Name,
            options?.MaxRetries ?? declared?.MaxRetries ?? DefaultMaxRetries,
            options?.RetryOn ?? declared?.RetryOn,
            options?.RetryDelay ?? declared?.RetryDelay,
            options?.Timeout ?? declared?.Timeout)
        { CapturedBy = GroupCapture.Note(rules.Captured) };
        TaskQueue queue = _queues.GetOrAdd(
            (demand, rules, options?.Priority ?? declared?.Priority ?? 0),
            static (key, cluster) => new TaskQueue(cluster.NextId(), key.Demand, key.Rules, key.Priority, cluster.FitOf(key.Rules, key.Demand, key.Demand), cluster.LeasesOf(key.Rules)),
            cluster);
        return new TaskHome(cluster, settings, queue);
    }
}
