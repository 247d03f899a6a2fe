namespace RayNet.Runtime.ObjectStore.Objects;

/// <summary>The processes that use the store, and which of them are dead: a request that was on its way when its sender died must not take what nobody would give back.</summary>
internal sealed class ProcessTable
{
    private const int RememberedDead = 65_536;

    private readonly Dictionary<ulong, ProcessRecord> _records = [];
    private readonly HashSet<ulong> _dead = [];
    private readonly Queue<ulong> _deadInOrder = new();

    internal IEnumerable<ProcessRecord> All => _records.Values;

    internal bool IsDead(ulong process) => _dead.Contains(process);

    internal ProcessRecord? Find(ulong process) => _records.GetValueOrDefault(process);

    internal ProcessRecord GetOrAdd(ulong process)
    {
        if (_records.TryGetValue(process, out ProcessRecord? record))
        {
            return record;
        }

        record = new ProcessRecord(process);
        _records.Add(process, record);
        return record;
    }

    internal void MarkDead(ulong process)
    {
        if (_dead.Add(process))
        {
            _deadInOrder.Enqueue(process);
            if (_deadInOrder.Count > RememberedDead)
            {
                _dead.Remove(_deadInOrder.Dequeue());
            }
        }
    }

    /// <summary>A dead process is forgotten with the last object that it owned.</summary>
    internal void ForgetIfDone(ProcessRecord record)
    {
        if (record.Owned.Count == 0 && record.Pins.Count == 0 && record.Creating.Count == 0 && IsDead(record.Id))
        {
            _records.Remove(record.Id);
        }
    }
}
