namespace RayNet.Tests.Simulation;

/// <summary>What can happen in a simulation besides submissions.</summary>
internal enum SimulatedEventKind
{
    /// <summary>A task ends.</summary>
    End,

    /// <summary>A node dies.</summary>
    Death,

    /// <summary>A node joins.</summary>
    Join,
}
