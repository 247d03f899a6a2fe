namespace RayNet.Runtime.Actors.Snapshots;

/// <summary>What is kept of a call that has ended. Part of snapshots: numbers are never reused.</summary>
internal enum FinishedOutcome : byte
{
    /// <summary>Its result.</summary>
    Value = 0,

    /// <summary>Its error.</summary>
    Error = 1,

    /// <summary>That it has ended: its result cannot be kept, since it holds references or handles.</summary>
    Unkept = 2,
}
