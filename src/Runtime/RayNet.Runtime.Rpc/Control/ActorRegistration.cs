namespace RayNet.Runtime.Control;

/// <summary>An actor that others may find.</summary>
/// <param name="Id">Made by its creator.</param>
/// <param name="ClassId">The actor class on the wire.</param>
/// <param name="ClassName">The class, for people.</param>
/// <param name="Name">Its name, or empty.</param>
/// <param name="Namespace">The namespace of the name.</param>
/// <param name="Job">The job that it belongs to; a detached actor gets one of its own from the head, with the build of the job that made it.</param>
/// <param name="Owner">The process whose end ends it, unless it is detached.</param>
/// <param name="OwnerNode">The node of that process.</param>
/// <param name="IsDetached">Whether it outlives its job.</param>
/// <param name="GetIfExists">Whether an actor that has the name already is returned in place of an error.</param>
/// <param name="Resources">What it holds while it lives.</param>
/// <param name="MaxRestarts">How often it is built again; -1 without limit.</param>
/// <param name="Creation">For detached actors: the serialized creation, so that it can be built again without its creator.</param>
internal sealed record ActorRegistration(
    ActorId Id,
    ulong ClassId,
    string ClassName,
    string Name,
    string Namespace,
    JobId Job,
    ulong Owner,
    NodeId OwnerNode,
    bool IsDetached,
    bool GetIfExists,
    Dictionary<string, double> Resources,
    int MaxRestarts,
    byte[] Creation)
{
    /// <summary>What must exist on its node besides: an actor without CPUs still needs a node that can run something.</summary>
    public Dictionary<string, double> Placement { get; init; } = [];

    /// <summary>What is asked of its node besides; <see langword="null"/> for any node.</summary>
    public SchedulingSpec? Scheduling { get; init; }
}
