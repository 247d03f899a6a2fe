using DotNext.IO.Log;
using DotNext.Net.Cluster.Consensus.Raft;
using DotNext.Net.Cluster.Consensus.Raft.StateMachine;
using RayNet.Runtime.Head.Raft;

namespace RayNet.Runtime.Head.Tests.Shared;

/// <summary>What a follower may answer after it was sent entries: its log has them, whatever becomes of its process.</summary>
public sealed class RaftLogTests
{
    [Fact]
    public async Task Entries_that_were_sent_are_there_although_nobody_said_that_they_are_committed()
    {
        using var folder = new TempFolder();
        string killed = folder.File("killed");
        await using (RaftTables tables = Tables(folder.File("log")))
        await using (FlushedLog log = Log(folder.File("log"), tables))
        {
            await log.InitializeAsync(TestContext.Current.CancellationToken);
            IAuditTrail<IRaftLogEntry> trail = log;
            await trail.AppendAsync(new LogEntryProducer<BinaryLogEntry>(Entry(), Entry()), 1, skipCommitted: false, TestContext.Current.CancellationToken);

            // The files as they are now: nothing is written to them any more when a process is killed.
            Copy(folder.File("log"), killed);
        }

        await using RaftTables restored = Tables(killed);
        await using FlushedLog again = Log(killed, restored);
        await again.InitializeAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, again.LastEntryIndex);
    }

    private static BinaryLogEntry Entry() => new() { Content = RaftEntry.Encode(1, Guid.NewGuid(), []), Term = 1 };

    private static RaftTables Tables(string folder) => new(Directory.CreateDirectory(Path.Combine(folder, "snapshots")));

    private static FlushedLog Log(string folder, RaftTables tables) =>
        new(new WriteAheadLog.Options { Location = folder, ChunkSize = 1 << 20, HashAlgorithm = WriteAheadLog.IntegrityHashAlgorithm.Crc64 }, tables);

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using FileStream target = File.Create(copy);
            source.CopyTo(target);
        }
    }
}
