using RayNet.Runtime.Head.Raft;
using RayNet.Runtime.Head.Shared;
using RayNet.Runtime.Head.Storage;
using RayNet.Runtime.Head.Tables;
using RayNet.Runtime.Head.Tests.Storage;

namespace RayNet.Runtime.Head.Tests.Shared;

/// <summary>The promises of every store: here a head that is its own majority. What several do is tested with several.</summary>
public sealed class RaftStoreTests : HeadStoreTests, IDisposable
{
    /// <summary>Not shorter, since these tests block threads on which the lease is watched.</summary>
    private static readonly LeaseTimes Times = new(TimeSpan.FromSeconds(20));
    private readonly TempFolder _folder = new();
    private readonly int _port = RaftHeads.FreePort();
    private int _clusters;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_stored_before_a_snapshot_is_there_after_it()
    {
        const int Entries = 2_300;
        using (IHeadStore store = Open())
        {
            for (int number = 0; number < Entries; number++)
            {
                store.Commit([Key($"{number % 50}", number % 256)]);
            }
        }

        Assert.NotEmpty(Directory.GetFiles(Path.Combine(_folder.File("0"), "raft", "snapshots")));
        using IHeadStore again = Open();
        Assert.Equal(
            Enumerable.Range(Entries - 50, 50).Select(number => ($"{number % 50}", number % 256)).Order(),
            again.Load().Select(record => (KeyEntry)record.Record!).Select(entry => (entry.Key, (int)entry.Value[0])).Order());
    }

    [Fact]
    public void A_head_that_the_list_does_not_name_is_refused()
    {
        InvalidOptionException refused = Assert.Throws<InvalidOptionException>(() => RaftPeers.Parse("a:6380,b:6380", "c", 6380));
        Assert.Contains("this head is c:6380", refused.Message, StringComparison.Ordinal);
        Assert.Contains("twice", Assert.Throws<InvalidOptionException>(() => RaftPeers.Parse("a:6380,A:6380", "a", 6380)).Message, StringComparison.Ordinal);
        Assert.Contains("64535", Assert.Throws<InvalidOptionException>(() => RaftPeers.Parse("a:65000", "a", 65_000)).Message, StringComparison.Ordinal);
        Assert.Contains("no host:port", Assert.Throws<InvalidOptionException>(() => RaftPeers.Parse("a", "a", 1)).Message, StringComparison.Ordinal);
    }

    internal override IHeadStore Open()
    {
        SharedStorageContext context = SharedStore.Context(Directory.CreateDirectory(_folder.File($"{_clusters}")).FullName, _port, Times);
        return SharedStore.OpenAsync(RaftStorage.OpenAsync($"127.0.0.1:{_port}", context, CancellationToken.None)).GetAwaiter().GetResult();
    }

    private protected override void Clear() => _clusters++;
}
