namespace RayNet.Testing;

/// <summary>What a <see cref="ChaosMonkey"/> breaks.</summary>
public enum FaultKind
{
    /// <summary>A worker process is killed.</summary>
    KillWorker = 0,

    /// <summary>A node and its workers are killed; another one with the same options joins.</summary>
    KillNode = 1,

    /// <summary>The head's process is killed, and started again on its storage; of several heads, the one that leads. Only for <see cref="NodeMode.Process"/>.</summary>
    KillHead = 2,

    /// <summary>A node and its workers stand still for a while, as behind a network that has become silent. Only for <see cref="NodeMode.Process"/>, not on Windows.</summary>
    FreezeNode = 3,

    /// <summary>The head's process stands still for a while. Only for <see cref="NodeMode.Process"/>, not on Windows.</summary>
    FreezeHead = 4,

    /// <summary>Two nodes lose sight of each other for a while. Only for <see cref="NodeMode.InProcess"/>.</summary>
    Partition = 5,

    /// <summary>What a node reads from another one comes late for a while. Only for <see cref="NodeMode.InProcess"/>.</summary>
    DelayLinks = 6,

    /// <summary>The disk of a node's spilled objects is full for a while. Only where that disk is a small one: see <see cref="RayCluster.FillDisk"/>.</summary>
    FillDisk = 7,

    /// <summary>A node's memory is short for a while, so that it stops workers. Only for <see cref="NodeMode.InProcess"/>.</summary>
    PressMemory = 8,

    /// <summary>What <see cref="ChaosOptions.CustomFault"/> does.</summary>
    Custom = 9,
}
