namespace RayNet.Runtime.Head.Storage;

/// <summary>Keeps the tables as long as the process lives: for embedded clusters, and for heads whose end ends the cluster.</summary>
internal sealed class MemoryHeadStore : IHeadStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(RecordTable Table, string Key), object> _records = [];

    public bool IsImmediate => true;

    public IReadOnlyList<RecordChange> Load()
    {
        lock (_gate)
        {
            return [.. _records.Select(static item => new RecordChange(item.Key.Table, item.Key.Key, item.Value))];
        }
    }

    public void Commit(IReadOnlyList<RecordChange> changes)
    {
        lock (_gate)
        {
            foreach (RecordChange change in changes)
            {
                if (change.Record is { } record)
                {
                    _records[(change.Table, change.Key)] = record;
                }
                else
                {
                    _records.Remove((change.Table, change.Key));
                }
            }
        }
    }

    public void Dispose()
    {
        // A head that starts again in this process finds everything.
    }
}
