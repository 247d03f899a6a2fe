using RayNet.Runtime.Control;

namespace RayNet.Runtime.Cluster.Tasks;

/// <summary>Leases that their node wants back before this process has heard that it got them: the two messages come by different ways.</summary>
internal sealed class EarlyReclaims
{
    /// <summary>Most of what stands here has long been given back, and is only forgotten by what comes after it.</summary>
    private const int Remembered = 1024;

    private readonly Lock _gate = new();
    private readonly HashSet<LeaseId> _leases = [];
    private readonly Queue<LeaseId> _oldest = new();

    internal void Add(LeaseId lease)
    {
        lock (_gate)
        {
            if (!_leases.Add(lease))
            {
                return;
            }

            _oldest.Enqueue(lease);
            if (_oldest.Count > Remembered)
            {
                _leases.Remove(_oldest.Dequeue());
            }
        }
    }

    internal bool Contains(LeaseId lease)
    {
        lock (_gate)
        {
            return _leases.Contains(lease);
        }
    }
}
