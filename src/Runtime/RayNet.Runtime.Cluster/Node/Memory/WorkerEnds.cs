using RayNet.Runtime.Control;

namespace RayNet.Runtime.Cluster.Node.Memory;

/// <summary>The workers that the node stopped, for those who worked with them and ask why. The latest are remembered.</summary>
internal sealed class WorkerEnds
{
    private const int Remembered = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, WorkerEnd> _ends = [];
    private readonly Queue<ulong> _order = new();

    /// <summary>How many there were.</summary>
    internal long Count { get; private set; }

    internal void Add(ulong process, WorkerEnd end)
    {
        lock (_gate)
        {
            Count++;
            if (_ends.TryAdd(process, end))
            {
                _order.Enqueue(process);
                if (_order.Count > Remembered)
                {
                    _ends.Remove(_order.Dequeue());
                }
            }
        }
    }

    internal WorkerEnd? Find(ulong process)
    {
        lock (_gate)
        {
            return _ends.GetValueOrDefault(process);
        }
    }
}
