using DotNext.Net.Cluster.Consensus.Raft;

namespace RayNet.Runtime.Head.Raft;

/// <summary>This head's part in Raft.</summary>
internal sealed class RaftMember(RaftCluster.NodeConfiguration configuration) : RaftCluster(configuration)
{
    /// <summary>Gives the leadership back, if this head has it. The library's public way would ask another leader to do so.</summary>
    internal ValueTask<bool> StepDownAsync(CancellationToken cancellationToken) => ResignAsync(cancellationToken);
}
