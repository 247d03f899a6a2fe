using System.Collections.Concurrent;
using RayNet.Runtime.Control;
using RayNet.Runtime.Deployment.Logs;

namespace RayNet.Runtime.Cluster.Logs;

/// <summary>What the workers of a node print, for those jobs whose drivers print it too.</summary>
internal sealed class WorkerLogs(string folder, NodeId node, TimeProvider time)
{
    private readonly ConcurrentDictionary<JobId, JobLogs> _jobs = new();

    /// <summary>Lines of the job's workers are to be delivered, one batch after the other.</summary>
    internal void AddJob(JobId job, Func<LogLines, CancellationToken, Task> deliver) => _jobs.TryAdd(job, new JobLogs(node, time, deliver));

    internal void AddWorker(JobId job, int pid)
    {
        if (_jobs.TryGetValue(job, out JobLogs? logs))
        {
            string name = LogSource.ShortNameOf(node);
            logs.Add(
                new LogSource(folder, pid, LogStreamKind.Output, job.ToString(), name),
                new LogSource(folder, pid, LogStreamKind.Error, job.ToString(), name));
        }
    }

    internal void OnWorkerEnded(JobId job, int pid)
    {
        if (_jobs.TryGetValue(job, out JobLogs? logs))
        {
            logs.OnWorkerEnded(pid);
        }
    }

    internal Task FlushAsync(JobId job, CancellationToken cancellationToken) =>
        _jobs.TryGetValue(job, out JobLogs? logs) ? logs.FlushAsync(cancellationToken) : Task.CompletedTask;

    internal Task FlushAllAsync(CancellationToken cancellationToken) => Task.WhenAll(_jobs.Values.Select(logs => logs.FlushAsync(cancellationToken)));

    /// <summary>Delivers everything that the job's workers have printed, and ends.</summary>
    internal async Task CompleteAsync(JobId job)
    {
        if (_jobs.TryRemove(job, out JobLogs? logs))
        {
            using (logs)
            {
                await logs.CompleteAsync().ConfigureAwait(false);
            }
        }
    }

    internal void EndJob(JobId job)
    {
        if (_jobs.TryRemove(job, out JobLogs? logs))
        {
            logs.Dispose();
        }
    }

    internal void Stop()
    {
        foreach (JobId job in _jobs.Keys)
        {
            EndJob(job);
        }
    }
}
