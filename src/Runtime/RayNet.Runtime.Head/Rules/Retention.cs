using RayNet.Runtime.Control;

namespace RayNet.Runtime.Head.Rules;

/// <summary>Forgets what ended long ago, or more than enough of it.</summary>
internal static class Retention
{
    internal static void Trim(Transition transition)
    {
        DateTime oldest = transition.Time - transition.Limits.EndedRetention;
        while (transition.State.EndedNodes.TryGetSurplus(transition.Limits.MaxDeadNodes, oldest, out NodeId node))
        {
            transition.ForgetFirstEndedNode(node);
        }

        while (transition.State.EndedActors.TryGetSurplus(transition.Limits.MaxDeadActors, oldest, out ActorId actor))
        {
            transition.ForgetFirstEndedActor(actor);
        }

        TrimJobs(transition, oldest);
    }

    private static void TrimJobs(Transition transition, DateTime oldest)
    {
        HashSet<JobId>? needed = null;
        int looked = transition.State.EndedJobs.Count;
        while (looked-- > 0 && transition.State.EndedJobs.TryGetSurplus(transition.Limits.MaxEndedJobs, oldest, out JobId job))
        {
            // A detached actor is built again from the deployment of its job.
            needed ??= [.. transition.State.Actors.Values.Where(static actor => actor.Registration.IsDetached && actor.State != ActorLiveness.Dead).Select(static actor => actor.Registration.Job)];
            if (needed.Contains(job))
            {
                transition.KeepFirstEndedJob(job);
            }
            else
            {
                transition.ForgetFirstEndedJob(job);
            }
        }
    }
}
