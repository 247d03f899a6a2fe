using RayNet.CompilerServices;

namespace RayNet.Runtime.Actors.Snapshots;

/// <summary>What becomes of a numbered call that has arrived.</summary>
/// <param name="IsStale">Its caller had the answer, by its own words.</param>
/// <param name="Finished">It has run, in this life or one before: how it ended.</param>
/// <param name="Pending">It is here already, and runs or waits.</param>
internal readonly record struct CallAdmission(bool IsStale, FinishedCall? Finished, ObjectCell? Pending)
{
    internal bool IsNew => !IsStale && Finished is null && Pending is null;
}
