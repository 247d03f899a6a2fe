using DotNext.IO.Log;
using DotNext.Net.Cluster.Consensus.Raft;
using DotNext.Net.Cluster.Consensus.Raft.StateMachine;

namespace RayNet.Runtime.Head.Raft;

/// <summary>
/// A log that has on disk what a follower says that it has. The library's own flushes before a commit only, and a follower answers before
/// it knows of the commit: one that was killed then would have forgotten what the leader counted it for.
/// </summary>
internal sealed class FlushedLog(WriteAheadLog.Options options, IStateMachine tables) : WriteAheadLog(options, tables), IPersistentState
{
    async ValueTask IAuditTrail<IRaftLogEntry>.AppendAsync<TEntry>(ILogEntryProducer<TEntry> entries, long startIndex, bool skipCommitted, CancellationToken token)
    {
        bool isHeartbeat = entries.RemainingCount == 0;
        await AppendAsync(entries, startIndex, skipCommitted, token).ConfigureAwait(false);
        if (!isHeartbeat)
        {
            await FlushAsync(token).ConfigureAwait(false);
        }
    }
}
