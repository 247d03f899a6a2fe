using RayNet.CompilerServices;

namespace RayNet.Runtime.Cluster.Tasks.Attempts;

/// <summary>Hears of the end of a call that was sent again.</summary>
internal sealed class AttemptEnd(AttemptLog log, ObjectCell call, string name, int number, NodeId node) : EndContinuation
{
    private protected override void OnEnded() => log.OnEnded(call, name, number, node);
}
