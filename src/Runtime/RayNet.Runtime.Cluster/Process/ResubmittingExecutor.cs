using RayNet.CompilerServices;
using RayNet.Runtime.Execution;

namespace RayNet.Runtime.Cluster;

/// <summary>Stands for executors in other processes where the engine repeats a call.</summary>
internal sealed class ResubmittingExecutor(Action<ObjectCell> resubmit) : CallExecutor
{
    internal override void OnBlocked() => throw new System.Diagnostics.UnreachableException();

    internal override void OnUnblocked() => throw new System.Diagnostics.UnreachableException();

    internal override void OnAsyncEnded(WorkerFrame frame) => throw new System.Diagnostics.UnreachableException();

    internal override void Resubmit(ObjectCell call) => resubmit(call);
}
