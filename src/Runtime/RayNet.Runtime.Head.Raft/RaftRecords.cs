using DotNext.Net.Cluster.Consensus.Raft;
using MessagePack;
using RayNet.Runtime.Head.Shared;
using RayNet.Runtime.Head.Storage;

namespace RayNet.Runtime.Head.Raft;

/// <summary>The tables as a leader writes them: an entry is stored when most heads have it on disk, and it counted when it was applied.</summary>
/// <param name="cluster">Replicates.</param>
/// <param name="tables">What the log makes.</param>
/// <param name="limit">How long most heads may take.</param>
internal sealed class RaftRecords(RaftCluster cluster, RaftTables tables, TimeSpan limit) : ITermRecords
{
    public IReadOnlyList<RecordChange> Load()
    {
        List<RecordChange> records = [];
        foreach ((RecordTable table, string key, byte[] value) in tables.List())
        {
            try
            {
                records.Add(new RecordChange(table, key, RecordCodec.Decode(table, value)));
            }
            catch (Exception exception) when (exception is MessagePackSerializationException or EndOfStreamException)
            {
                throw new RayException(RayErrorCode.HeadStoreFailed, $"The head's tables are damaged, or of a newer version of RayNet: record '{key}' of table {table} cannot be read ({exception.Message}).", exception);
            }
        }

        return records;
    }

    public bool Commit(long term, IReadOnlyList<RecordChange> changes) => changes.Count == 0 || ProposeAsync(term, changes, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Proposes an entry, and waits until it is applied: with whether it counted.</summary>
    internal async Task<bool> ProposeAsync(long term, IReadOnlyList<RecordChange> changes, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid();
        Task<bool> applied = tables.Expect(id);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limit);
        try
        {
            await cluster.ReplicateAsync(new BinaryLogEntry { Content = RaftEntry.Encode(term, id, changes), Term = term }, timeout.Token).ConfigureAwait(false);

            // The entry at this place of the log may be another leader's by now: only its own application says that it is there.
            return applied.IsCompleted && await applied.ConfigureAwait(false);
        }
        finally
        {
            tables.Forget(id);
        }
    }
}
