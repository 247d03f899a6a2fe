namespace RayNet.Runtime.Cluster.Node;

/// <summary>A worker process that was started.</summary>
internal interface IWorkerProcess
{
    int ProcessId { get; }

    /// <summary>How it ended, in words; completes when it has.</summary>
    Task<string> Exited { get; }

    /// <summary>Ends it at once.</summary>
    void Kill();
}
