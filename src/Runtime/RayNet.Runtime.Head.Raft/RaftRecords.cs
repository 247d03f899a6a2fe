using DotNext.Net.Cluster.Consensus.Raft;
using MessagePack;
using RayNet.Runtime.Head.Shared;
using RayNet.Runtime.Head.Storage;

namespace RayNet.Runtime.Head.Raft;

/// <summary>The tables as a leader writes them: an entry is stored when most heads have it on disk, and it counted when it was applied.</summary>
/// <param name="cluster">Replicates.</param>
/// <param name="tables">What the log makes.</param>
/// <param name="raftTerm">Raft's term of this leadership.</param>
/// <param name="limit">How long most heads may take.</param>
/// <param name="leading">Cancelled when Raft has another leader.</param>
internal sealed class RaftRecords(RaftCluster cluster, RaftTables tables, long raftTerm, TimeSpan limit, CancellationToken leading) : ITermRecords
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

    public bool Commit(long term, IReadOnlyList<RecordChange> changes) => changes.Count == 0 || ProposeAsync(term, changes, CancellationToken.None).GetAwaiter().GetResult() > 0;

    /// <summary>The first entry of a leadership: when it is applied, everything before it is, and no earlier leadership writes any more.</summary>
    /// <returns>The leadership's number.</returns>
    internal Task<long> BeginAsync(CancellationToken cancellationToken) => ProposeAsync(0, [], cancellationToken);

    private async Task<long> ProposeAsync(long term, IReadOnlyList<RecordChange> changes, CancellationToken cancellationToken)
    {
        leading.ThrowIfCancellationRequested();
        var id = Guid.NewGuid();
        Task<long> applied = tables.Expect(id);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, leading);
        timeout.CancelAfter(limit);
        try
        {
            await cluster.ReplicateAsync(new BinaryLogEntry { Content = RaftEntry.Encode(term, id, changes), Term = raftTerm }, timeout.Token).ConfigureAwait(false);

            // The entry at this place of the log may be another leader's by now: only its own application says that it is there.
            return applied.IsCompleted ? await applied.ConfigureAwait(false) : throw new IOException("Another leader wrote at its place of the log.");
        }
        finally
        {
            tables.Forget(id);
        }
    }
}
