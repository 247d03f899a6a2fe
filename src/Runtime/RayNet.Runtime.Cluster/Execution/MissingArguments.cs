using System.Runtime.CompilerServices;
using RayNet.CompilerServices;

namespace RayNet.Runtime.Cluster.Execution;

/// <summary>
/// Arguments of calls of this worker that are lost and are made again. Until they come the calls give up their places: what makes the arguments again may need the
/// same resources, and would wait for them for ever.
/// </summary>
internal static class MissingArguments
{
    /// <summary>Cells that are being made again. A worker seldom has one: most calls look at a number only.</summary>
    private static readonly ConditionalWeakTable<ObjectCell, object> Missing = [];
    private static int s_count;

    /// <summary>A cell of this worker is made again: the calls that wait for it give up their places.</summary>
    internal static void Begin(ClusterRuntime runtime, ObjectCell cell)
    {
        if (!runtime.AcceptsCalls || !Missing.TryAdd(cell, cell))
        {
            return;
        }

        Interlocked.Increment(ref s_count);
        cell.AddContinuation(new End());
        foreach (ObjectCell call in runtime.Engine.Waiting.ToArray())
        {
            GiveUp(call, cell);
        }
    }

    /// <summary>A call has come that waits for arguments, perhaps for one that is missing.</summary>
    internal static void Join(ClusterRuntime runtime, ObjectCell call)
    {
        if (Volatile.Read(ref s_count) == 0 || !runtime.AcceptsCalls)
        {
            return;
        }

        foreach (ObjectCell cell in DependenciesOf(call))
        {
            if (Missing.TryGetValue(cell, out _))
            {
                GiveUp(call, cell);
            }
        }
    }

    private static void GiveUp(ObjectCell call, ObjectCell cell)
    {
        if (call.Home is HostedTaskHome { Executor: { } executor } && DependenciesOf(call).Contains(cell))
        {
            executor.OnArgumentMissing();
            cell.AddContinuation(new Return(executor));
        }
    }

    private static List<ObjectCell> DependenciesOf(ObjectCell call)
    {
        var all = new List<ObjectCell>();
        var dependencies = new DependencyCollector(all);
        call.CollectDependencies(ref dependencies);
        return all;
    }

    private sealed class Return(LeasedExecutor executor) : CellContinuation
    {
        internal override void OnCompleted(ObjectCell cell) => executor.OnArgumentThere();
    }

    private sealed class End : CellContinuation
    {
        internal override void OnCompleted(ObjectCell cell)
        {
            if (Missing.Remove(cell))
            {
                Interlocked.Decrement(ref s_count);
            }
        }
    }
}
