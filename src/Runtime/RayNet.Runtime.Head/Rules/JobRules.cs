using RayNet.Runtime.Control;

namespace RayNet.Runtime.Head.Rules;

/// <summary>How jobs start and end.</summary>
internal static class JobRules
{
    internal static JobRecord Start(Transition transition, JobStart start)
    {
        if (start.DriverNode != default)
        {
            NodeRules.Living(transition, start.DriverNode);
        }

        return Add(transition, start);
    }

    /// <summary>The job of a detached actor: what its workers need is that of the job that made it, and nobody else's end ends it.</summary>
    internal static JobRecord StartFor(Transition transition, ActorRegistration actor, JobRecord maker) => Add(transition, maker.Start with
    {
        EntryPoint = actor.Name.Length > 0 ? $"detached actor {actor.ClassName} '{actor.Name}'" : $"detached actor {actor.ClassName}",
        DriverNode = default,
        DriverProcess = 0,
        ProcessId = 0,
        SubmissionId = string.Empty,
        LogToDriver = false,
        IsDetached = true,
    });

    /// <summary>Ends a job; one that is unknown or has ended stays as it is.</summary>
    internal static bool End(Transition transition, JobId id, JobStatus status, string message)
    {
        if (transition.State.Jobs.GetValueOrDefault(id) is not { EndedAt: null } job)
        {
            return false;
        }

        transition.Set(job with { Start = WithoutSecrets(job.Start), Status = status, Message = message, EndedAt = transition.Time });
        transition.AddEnded(id);
        ActorRules.OnJobEnded(transition, id);
        GroupRules.OnJobEnded(transition, id);
        return true;
    }

    private static JobRecord Add(Transition transition, JobStart start)
    {
        if (transition.State.Jobs.Count - transition.State.EndedJobs.Count >= transition.Limits.MaxRunningJobs)
        {
            throw new InvalidOptionException($"Job '{start.EntryPoint}' cannot start: {transition.Limits.MaxRunningJobs} jobs run, the most that this head accepts. End some first.");
        }

        QuotaRules.CheckJob(transition.State, start);
        var job = new JobRecord(transition.NextJobId(), start, JobStatus.Running, string.Empty, transition.Time, null);
        transition.Set(job);
        return job;
    }

    /// <summary>Values of variables may be passwords.</summary>
    internal static JobStart WithoutSecrets(JobStart start) => start.EnvironmentVariables.Count == 0 ? start : start with { EnvironmentVariables = [] };

    internal static void OnNodeEnded(Transition transition, NodeRecord node, string reason)
    {
        foreach (JobRecord job in transition.State.Jobs.Values.Where(job => job.EndedAt is null && job.Start.DriverNode == node.Info.Id))
        {
            End(transition, job.Id, JobStatus.Failed, $"The node of its driver, '{node.Info.Name}' ({node.Info.Id}), is gone: {reason}");
        }
    }
}
