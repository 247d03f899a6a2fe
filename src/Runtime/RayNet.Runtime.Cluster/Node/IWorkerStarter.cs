namespace RayNet.Runtime.Cluster.Node;

/// <summary>Starts worker processes of jobs.</summary>
internal interface IWorkerStarter
{
    /// <summary>Starts a worker. It connects to the node by itself.</summary>
    Task<IWorkerProcess> StartAsync(WorkerStartInfo start, CancellationToken cancellationToken);

    /// <summary>The job has no workers any more, and gets no others: what it had besides them goes.</summary>
    void EndJob(JobId job);
}
