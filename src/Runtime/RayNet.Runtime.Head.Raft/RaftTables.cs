using System.Buffers;
using System.Collections.Concurrent;
using DotNext.IO;
using DotNext.Net.Cluster.Consensus.Raft.StateMachine;
using MessagePack;
using RayNet.Runtime.Head.Storage;

namespace RayNet.Runtime.Head.Raft;

/// <summary>The tables as the committed part of the log makes them: the same on every head, whatever the order in which they were told.</summary>
/// <param name="folder">Where snapshots are kept, so that the log need not be kept for ever.</param>
internal sealed class RaftTables(DirectoryInfo folder) : SimpleStateMachine(folder)
{
    /// <summary>Entries between two snapshots.</summary>
    private const long SnapshotEvery = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(RecordTable Table, string Key), byte[]> _records = [];
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<long>> _proposed = [];
    private long _term;
    private long _sinceSnapshot;

    /// <summary>An entry that this head is about to propose. Completes when it is applied: with the leadership that it belongs to, or 0 when it did not count.</summary>
    internal Task<long> Expect(Guid id)
    {
        var applied = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        _proposed[id] = applied;
        return applied.Task;
    }

    internal void Forget(Guid id) => _proposed.TryRemove(id, out _);

    internal IReadOnlyList<(RecordTable Table, string Key, byte[] Value)> List()
    {
        lock (_gate)
        {
            return [.. _records.Select(static record => (record.Key.Table, record.Key.Key, record.Value))];
        }
    }

    protected override ValueTask<bool> ApplyAsync(LogEntry entry, CancellationToken token)
    {
        // Raft's own entries have no content.
        if (entry.IsConfiguration || !entry.TryGetPayload(out ReadOnlySequence<byte> payload) || payload.IsEmpty)
        {
            return ValueTask.FromResult(false);
        }

        var read = RaftEntry.Decode(payload);
        long term;
        lock (_gate)
        {
            term = Apply(read);
        }

        if (_proposed.TryRemove(read.Id, out TaskCompletionSource<long>? proposed))
        {
            proposed.TrySetResult(term);
        }

        if (++_sinceSnapshot < SnapshotEvery)
        {
            return ValueTask.FromResult(false);
        }

        _sinceSnapshot = 0;
        return ValueTask.FromResult(true);
    }

    protected override async ValueTask PersistAsync(IAsyncBinaryWriter writer, CancellationToken token) =>
        await writer.Invoke(Encode(), token).ConfigureAwait(false);

    protected override async ValueTask RestoreAsync(FileInfo snapshotFile, CancellationToken token)
    {
        byte[] bytes = await File.ReadAllBytesAsync(snapshotFile.FullName, token).ConfigureAwait(false);
        lock (_gate)
        {
            Decode(bytes);
        }
    }

    private long Apply(RaftEntry entry)
    {
        if (entry.IsBeginning)
        {
            // Numbers of the tables' own: with a single head Raft counts no terms.
            return ++_term;
        }

        if (entry.Term != _term)
        {
            return 0;
        }

        foreach ((RecordTable table, string key, byte[]? value) in entry.Changes)
        {
            if (value is null)
            {
                _records.Remove((table, key));
            }
            else
            {
                _records[(table, key)] = value;
            }
        }

        return _term;
    }

    /// <summary>Nothing is applied while a snapshot is written.</summary>
    private byte[] Encode()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(2);
        writer.Write(_term);
        writer.WriteArrayHeader(_records.Count);
        foreach (((RecordTable table, string key), byte[] value) in _records)
        {
            writer.WriteArrayHeader(3);
            writer.Write((int)table);
            writer.Write(key);
            writer.Write(value);
        }

        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private void Decode(byte[] bytes)
    {
        // The file may be longer than what is in it.
        var reader = new MessagePackReader(bytes);
        reader.ReadArrayHeader();
        _term = reader.ReadInt64();
        _records.Clear();
        for (int count = reader.ReadArrayHeader(); count > 0; count--)
        {
            reader.ReadArrayHeader();
            _records[((RecordTable)reader.ReadInt32(), reader.ReadString()!)] = reader.ReadBytes()!.Value.ToArray();
        }
    }
}
