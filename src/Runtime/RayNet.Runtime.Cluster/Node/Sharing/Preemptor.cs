using RayNet.Runtime.Cluster.Logging;
using RayNet.Runtime.Cluster.Node.Memory;
using RayNet.Runtime.Control;

namespace RayNet.Runtime.Cluster.Node.Sharing;

/// <summary>Stops workers whose resources more important work needs. What they did is done again; whoever asks learns why.</summary>
internal sealed class Preemptor(NodeAgent node)
{
    /// <summary>The workers that it stopped.</summary>
    internal WorkerEnds Ends { get; } = new();

    /// <summary>Looks whether something has waited long enough.</summary>
    internal void Look()
    {
        if (node.Scheduler.TakePreempted() is not { } taken)
        {
            return;
        }

        foreach (WorkerEntry worker in taken.Workers)
        {
            if (worker.Started is { } process)
            {
                var end = new WorkerEnd(process.ProcessId, node.Options.Id, node.Options.Name, 0, 0, 0, 0, string.Empty)
                {
                    PreemptedBy = taken.For.Job,
                    PreemptedByTeam = taken.For.Team.Name,
                    PreemptedByPriority = taken.For.Priority,
                    Priority = taken.Priority,
                };
                Ends.Add(worker.Process, end);
                node.Options.Logger.WorkerPreempted(process.ProcessId, Describe(end));
                process.Kill();
            }
        }
    }

    /// <summary>What happened, for people.</summary>
    internal static string Describe(WorkerEnd end) =>
        $"worker process {end.ProcessId} on node {end.NodeName} was stopped for job {end.PreemptedBy} of team '{end.PreemptedByTeam}', whose priority {end.PreemptedByPriority} is higher than {end.Priority}, and which needed its resources.";
}
