using RayNet.Runtime.Head.Storage;

namespace RayNet.Runtime.Head.Shared;

/// <summary>The store of a leader. When the storage refuses its term, or does not say what became of a commit, the leadership is over.</summary>
internal sealed class FencedHeadStore(ITermRecords records, HeadLease lease) : IHeadStore
{
    public bool IsImmediate => false;

    public IReadOnlyList<RecordChange> Load()
    {
        try
        {
            return records.Load();
        }
        catch (Exception exception) when (exception is not RayException)
        {
            // A server that does not answer now may answer the next one. Tables that are damaged are a RayException.
            lease.Lose($"The tables could not be read: {exception.Message}");
            throw HeadErrors.Unreadable(exception);
        }
    }

    public void Commit(IReadOnlyList<RecordChange> changes)
    {
        if (lease.Lost.IsCompleted)
        {
            throw HeadErrors.NotLeader(string.Empty, string.Empty);
        }

        bool isStored;
        try
        {
            isStored = records.Commit(lease.Term, changes);
        }
        catch (Exception exception) when (exception is not RayException { Code: RayErrorCode.HeadStoreFailed })
        {
            // What is in memory may differ from what is stored: only the next leader, which loads it, can tell.
            lease.Lose($"A change may have been stored or not: {exception.Message}");
            throw HeadErrors.Unknown(exception);
        }

        if (!isStored)
        {
            lease.Lose($"Another head leads: term {lease.Term} is over.");
            throw HeadErrors.NotLeader(string.Empty, string.Empty);
        }
    }

    public void Dispose()
    {
        // The lease is given back by whoever has it, after the head.
    }
}
