namespace RayNet.Runtime.Head.Sessions;

/// <summary>Who waits for a change of a placement group. Guarded by the head's lock.</summary>
internal sealed class GroupWaiters
{
    private readonly Dictionary<PlacementGroupId, TaskCompletionSource> _signals = [];

    internal Task Next(PlacementGroupId group)
    {
        if (!_signals.TryGetValue(group, out TaskCompletionSource? signal))
        {
            _signals.Add(group, signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        return signal.Task;
    }

    internal void OnChanged(PlacementGroupId group)
    {
        if (_signals.Remove(group, out TaskCompletionSource? signal))
        {
            signal.SetResult();
        }
    }
}
