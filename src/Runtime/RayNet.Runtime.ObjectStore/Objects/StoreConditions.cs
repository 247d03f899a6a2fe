namespace RayNet.Runtime.ObjectStore.Objects;

/// <summary>Those who wait until the store's figures meet a condition. Guarded by the store's lock.</summary>
internal sealed class StoreConditions
{
    private readonly List<(Func<StoreStatistics, bool> Condition, TaskCompletionSource Source)> _waiting = [];

    internal bool IsEmpty => _waiting.Count == 0;

    internal Task Add(Func<StoreStatistics, bool> condition)
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add((condition, source));
        return source.Task;
    }

    internal void Check(in StoreStatistics statistics)
    {
        for (int i = _waiting.Count - 1; i >= 0; i--)
        {
            if (_waiting[i].Condition(statistics))
            {
                _waiting[i].Source.TrySetResult();
                _waiting.RemoveAt(i);
            }
        }
    }

    internal void Fail(Exception exception)
    {
        foreach ((_, TaskCompletionSource source) in _waiting)
        {
            source.TrySetException(exception);
        }

        _waiting.Clear();
    }
}
