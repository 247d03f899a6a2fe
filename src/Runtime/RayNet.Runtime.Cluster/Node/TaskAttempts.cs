using RayNet.Runtime.Control;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>The attempts of tasks that the processes of a node told of. The latest are remembered.</summary>
internal sealed class TaskAttempts
{
    private const int Remembered = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Task, int Attempt), TaskAttemptState> _attempts = [];
    private readonly Queue<(string Task, int Attempt)> _order = new();

    internal void Add(TaskAttemptState[] told)
    {
        lock (_gate)
        {
            foreach (TaskAttemptState attempt in told)
            {
                (string, int) key = (attempt.Task, attempt.Attempt);
                if (!_attempts.ContainsKey(key))
                {
                    _order.Enqueue(key);
                    if (_order.Count > Remembered)
                    {
                        _attempts.Remove(_order.Dequeue());
                    }
                }

                _attempts[key] = attempt;
            }
        }
    }

    /// <summary>Those that are remembered, in the order in which they began.</summary>
    internal TaskAttemptState[] List()
    {
        lock (_gate)
        {
            return [.. _order.Select(key => _attempts[key])];
        }
    }
}
