using RayNet.Runtime.Rpc;

namespace RayNet.Runtime.Control;

/// <summary>What a node asks of the drivers and workers on it.</summary>
[RpcService]
internal interface IProcessService
{
    /// <summary>Tasks that the process has submitted and that have not ended.</summary>
    Task<StatePage<TaskInfo>> ListTasksAsync(TaskQuery query, CancellationToken cancellationToken = default);

    /// <summary>The same tasks, counted.</summary>
    Task<TaskCounts> CountTasksAsync(CancellationToken cancellationToken = default);

    /// <summary>Actors that the process owns, the newest first.</summary>
    Task<StatePage<ActorInfo>> ListActorsAsync(ActorQuery query, CancellationToken cancellationToken = default);
}
