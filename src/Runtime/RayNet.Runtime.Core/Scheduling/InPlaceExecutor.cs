using System.Runtime.CompilerServices;
using RayNet.CompilerServices;
using RayNet.Runtime.Embedded;
using RayNet.Runtime.Execution;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Scheduling;

/// <summary>
/// Runs a queued task on the thread that waits for it: no thread has to be woken. The getter's own CPU serves when it is enough,
/// since the getter is blocked exactly as long as the task runs.
/// </summary>
internal sealed class InPlaceExecutor(LeaseManager leases, ResourceDemand? lendable, ResourceDemand cpu) : CallExecutor
{
    internal static bool TryRun(EmbeddedCluster cluster, TaskHome home, ObjectCell call)
    {
        if (!call.EndsOnReturn
            || call.State != CellState.Queued
            || SynchronizationContext.Current is not null
            || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return false;
        }

        LeaseManager leases = home.Queue.Leases;
        ResourceDemand demand = home.Queue.Demand;
        if (!home.Queue.Fit.IsPlaced || home.Queue.Rules.Group != default)
        {
            return false;
        }

        bool covered = ExecutionFrame.Current is WorkerFrame { Executor.Lendable: { } lent } && lent.Equals(demand);
        if (!covered && !leases.TryBorrow(demand))
        {
            return false;
        }

        bool claimed = call.TryMove(CellState.Queued, CellState.Running);
        if (claimed)
        {
            RunClaimed(cluster, home, call);
        }

        if (!covered)
        {
            leases.Release(demand);
        }

        return claimed;
    }

    internal override ResourceDemand? Lendable => lendable;

    internal override void OnBlocked() => leases.Release(cpu);

    internal override void OnUnblocked() => leases.Reacquire(cpu);

    internal override void OnAsyncEnded(WorkerFrame frame) => throw new System.Diagnostics.UnreachableException();

    internal override void Resubmit(ObjectCell call) => ((TaskHome)call.Home!).Queue.Enqueue(call);

    private static void RunClaimed(EmbeddedCluster cluster, TaskHome home, ObjectCell call)
    {
        ExecutionFrame? flow = ExecutionFrame.CurrentFlow;
        WorkerFrame frame = RentFrame(cluster);
        frame.Begin(call, home.Settings, home.Queue.InPlace, actor: null);
        if (flow is null)
        {
            Run(frame, call);
        }
        else
        {
            // The getter's flow would hide the frame of this call.
            ExecutionFrame.EnterFlow(frame);
            Run(frame, call);
            ExecutionFrame.EnterFlow(flow);
        }

        frame.End(flowed: flow is not null);
    }
}
