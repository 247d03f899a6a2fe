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
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<bool>> _proposed = [];
    private long _term;
    private long _sinceSnapshot;

    /// <summary>An entry that this head is about to propose. Completes when it is applied: with whether it counted.</summary>
    internal Task<bool> Expect(Guid id)
    {
        var applied = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
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
        bool counts;
        lock (_gate)
        {
            counts = read.IsBeginning ? read.Term > _term : read.Term == _term;
            if (counts)
            {
                Apply(read);
            }
        }

        if (_proposed.TryRemove(read.Id, out TaskCompletionSource<bool>? proposed))
        {
            proposed.TrySetResult(counts);
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

    private void Apply(RaftEntry entry)
    {
        _term = entry.Term;
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
