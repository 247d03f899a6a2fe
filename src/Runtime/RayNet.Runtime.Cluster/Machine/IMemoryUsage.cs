namespace RayNet.Runtime.Cluster.Machine;

/// <summary>Says how much memory is used.</summary>
internal interface IMemoryUsage
{
    /// <summary>The use of whatever is nearest to its limit; <see langword="null"/> where that is not known.</summary>
    MemoryReading? Read();

    /// <summary>Bytes that come free when a process of this machine ends; 0 for one that is gone. What it shares with others is not among them.</summary>
    long ReadProcess(int processId);
}
