using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Rules;

namespace RayNet.Cli.Views;

/// <summary>Makes views of the cluster's records.</summary>
internal static class ViewFactory
{
    internal static NodeView Of(NodeRecord node) => new()
    {
        Id = node.Info.Id.ToString(),
        Name = node.Info.Name,
        Address = node.Info.Address,
        State = Name(node.Liveness.ToString()),
        IsHead = node.Info.IsHead,
        Total = node.Info.Resources,
        Available = node.Report.Available,
        Labels = node.Info.Labels,
        Workers = node.Report.Workers,
        StoreUsed = node.Report.StoreUsed,
        StoreCapacity = node.Info.StoreCapacity,
        MemoryUsed = node.Report.MemoryUsed,
        MemoryTotal = node.Report.MemoryTotal,
        MemoryKills = node.Report.MemoryKills,
        IdleSeconds = node.Report.IdleMilliseconds / 1000.0,
        ProcessId = node.Info.ProcessId,
        Version = node.Info.Version,
        StartedAt = node.StartedAt,
        EndedAt = node.EndedAt,
        Reason = node.Reason,
    };

    internal static JobView Of(JobRecord job) => new()
    {
        Id = job.Id.ToString(),
        Status = Name(job.Status.ToString()),
        Message = job.Message,
        EntryPoint = job.Start.EntryPoint,
        Namespace = job.Start.Namespace,
        SubmissionId = job.Start.SubmissionId,
        BuildId = job.Start.BuildId,
        DriverNode = job.Start.DriverNode == default ? string.Empty : job.Start.DriverNode.ToString(),
        ProcessId = job.Start.ProcessId,
        Metadata = job.Start.Metadata,
        StartedAt = job.StartedAt,
        EndedAt = job.EndedAt,
    };

    internal static ActorView Of(ActorInfo actor) => new()
    {
        Id = actor.Id.ToString(),
        ClassName = actor.ClassName,
        Name = actor.Name ?? string.Empty,
        Namespace = actor.Namespace ?? string.Empty,
        State = Name(actor.Status.ToString()),
        Job = actor.Job.ToString(),
        Node = actor.Node?.ToString() ?? string.Empty,
        Process = actor.Process,
        Owner = actor.Owner,
        IsDetached = actor.IsDetached,
        PendingCalls = actor.PendingCalls,
        Restarts = actor.Restarts,
        MaxRestarts = actor.MaxRestarts,
        Resources = actor.Resources,
        Reason = actor.Reason,
    };

    internal static TaskView Of(TaskInfo task) => new()
    {
        Name = task.Name,
        Status = Name(task.Status.ToString()),
        Attempt = task.Attempt,
        Node = task.Node?.ToString() ?? string.Empty,
        Job = task.Job.ToString(),
        Owner = task.Owner,
        OwnerNode = task.OwnerNode.ToString(),
    };

    internal static TaskCountView Of(TaskCount count) => new() { Name = count.Name, Status = Name(count.Status.ToString()), Count = count.Count };

    internal static WorkerView Of(NodeState node, WorkerState worker) => new()
    {
        Node = node.Info.Id.ToString(),
        Process = IdText.OfProcess(worker.Process),
        ProcessId = worker.ProcessId,
        Job = worker.Job == default ? string.Empty : worker.Job.ToString(),
        Leases = worker.Leases,
        Actors = worker.Actors,
        State = worker.State,
    };

    internal static TaskAttemptView Of(TaskAttemptState attempt) => new()
    {
        Id = attempt.Task,
        Name = attempt.Name,
        Job = attempt.Job.ToString(),
        Attempt = attempt.Attempt,
        State = attempt.State,
        Node = attempt.Node.ToString(),
        Error = attempt.Error,
    };

    internal static ObjectView Of(NodeState node, StoredObjectState stored) => new()
    {
        Id = stored.Id.ToString(),
        Node = node.Info.Id.ToString(),
        Size = stored.Size,
        State = stored.State,
        Owner = IdText.OfProcess(stored.Owner),
        Pins = stored.Pins,
        IsPrimary = stored.IsPrimary,
    };

    internal static StoreView StoreOf(NodeState node) => new()
    {
        Node = node.Info.Id.ToString(),
        Name = node.Info.Name,
        Used = node.StoreUsed,
        Capacity = node.StoreCapacity,
        Spilled = node.SpilledBytes,
        Objects = node.ObjectCount,
    };

    internal static SubmissionView Of(SubmissionRecord job) => new()
    {
        Id = job.Submission.SubmissionId,
        Status = Name(job.Status.ToString()),
        Message = job.Message,
        ExitCode = job.ExitCode,
        BuildId = job.Submission.BuildId,
        Arguments = job.Submission.Arguments,
        Metadata = job.Submission.Metadata,
        SubmittedAt = job.SubmittedAt,
        EndedAt = job.EndedAt,
    };

    internal static QuotaView Of(QuotaState state) => new()
    {
        Name = state.Quota.Name,
        Limits = QuotaCodec.ToQuantities(state.Quota.Limits),
        Used = QuotaCodec.ToQuantities(state.Used),
        Weight = state.Quota.Weight,
        MaxPriority = state.Quota.MaxPriority == int.MaxValue ? null : state.Quota.MaxPriority,
        Jobs = state.Jobs,
    };

    internal static string Name(string value) => char.ToLowerInvariant(value[0]) + value[1..];

    internal static PlacementGroupView Of(PlacementGroupRecord group) => new()
    {
        Id = group.Registration.Id.ToString(),
        Name = group.Registration.Name,
        Namespace = group.Registration.Namespace,
        State = Name(group.State.ToString()),
        Strategy = Name(group.Registration.Strategy.ToString()),
        Job = group.Registration.Job.ToString(),
        IsDetached = group.Registration.IsDetached,
        Nodes = [.. group.Nodes.Select(static node => node == default ? string.Empty : node.ToString())],
        Reason = group.State == PlacementGroupState.Created ? string.Empty : group.Reason.ToString(),
    };
}
