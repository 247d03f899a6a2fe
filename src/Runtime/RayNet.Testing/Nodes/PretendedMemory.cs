using RayNet.Runtime.Cluster.Machine;

namespace RayNet.Testing.Nodes;

/// <summary>The memory of a node of a test: plenty, until the test says otherwise.</summary>
internal sealed class PretendedMemory : IMemoryUsage
{
    private const long Total = 1L << 30;
    private const long OfWorker = 256L << 20;

    private volatile bool _isShort;

    internal bool IsShort
    {
        get => _isShort;
        set => _isShort = value;
    }

    public MemoryReading? Read() => _isShort ? new MemoryReading(Total, Total) : null;

    public long ReadProcess(int processId) => OfWorker;
}
