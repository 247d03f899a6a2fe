using System.Text;
using Microsoft.Extensions.Time.Testing;
using RayNet.Runtime.Deployment.Builds;
using RayNet.Runtime.Deployment.Files;

namespace RayNet.Runtime.Deployment.Tests.Files;

public sealed class FileStoreTests
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("some content of a file");

    [Fact]
    public async Task A_file_that_was_brought_in_can_be_read_in_parts()
    {
        using var node = new NodeFiles();
        FileHash hash = await node.AddAsync(Content);

        Assert.Equal("some", await TextAsync(node, hash, 0, 4));
        Assert.Equal("file", await TextAsync(node, hash, 18, 100));
        Assert.Equal(string.Empty, await TextAsync(node, hash, Content.Length, 100));
    }

    [Fact]
    public async Task Content_with_another_hash_never_becomes_a_file_and_can_be_sent_again()
    {
        using var node = new NodeFiles();
        FileHash hash = FileHash.Of(Content);
        byte[] wrong = [.. Content];
        wrong[3] ^= 1;

        var error = await Assert.ThrowsAsync<InvalidPackageException>(async () => await node.Service.WriteChunkAsync(hash.ToString(), 0, wrong.Length, wrong, CancellationToken.None));

        Assert.Contains("arrived with the hash", error.Message, StringComparison.Ordinal);
        Assert.False(node.Store.TryUse(hash, out _));
        Assert.Empty(Directory.GetFiles(node.Store.TemporaryFolder));
        await node.AddAsync(Content);
    }

    [Fact]
    public async Task Two_senders_of_one_file_are_both_right()
    {
        using var node = new NodeFiles();
        byte[] content = new byte[300_000];
        new Random(3).NextBytes(content);
        string hash = FileHash.Of(content).ToString();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (long position = 0; position < content.Length;)
            {
                int length = (int)Math.Min(10_000, content.Length - position);
                position = await node.Service.WriteChunkAsync(hash, position, content.Length, content.AsMemory((int)position, length), CancellationToken.None);
            }
        }))).Within();

        Assert.Equal(content, (await node.Store.ReadAsync(FileHash.Of(content), 0, content.Length, CancellationToken.None)).ToArray());
    }

    [Fact]
    public async Task A_file_that_was_damaged_on_the_disk_is_found_by_the_next_run_and_goes()
    {
        using var folder = new TempFolder();
        FileHash hash;
        using (var first = new NodeFiles(folder: folder))
        {
            hash = await first.AddAsync(Content);
            string path = first.Store.PathOf(hash);
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            await File.WriteAllTextAsync(path, "some content of a fil_");
        }

        using var second = new NodeFiles(folder: folder);
        Assert.Equal([hash.ToString()], await second.Service.FindMissingAsync([hash.ToString()], CancellationToken.None));
        Assert.Equal(0, second.Store.Bytes);
        await second.AddAsync(Content);
    }

    [Fact]
    public async Task Files_and_the_beginnings_of_files_outlive_a_restart()
    {
        using var folder = new TempFolder();
        byte[] large = new byte[100_000];
        new Random(1).NextBytes(large);
        string largeHash = FileHash.Of(large).ToString();
        FileHash small;
        using (var first = new NodeFiles(folder: folder))
        {
            small = await first.AddAsync(Content);
            Assert.Equal(60_000, await first.Service.WriteChunkAsync(largeHash, 0, large.Length, large.AsMemory(0, 60_000), CancellationToken.None));
        }

        using var second = new NodeFiles(folder: folder);
        Assert.True(await second.Store.VerifyAsync(small, CancellationToken.None));
        Assert.Equal(60_000, await second.Service.WriteChunkAsync(largeHash, 0, large.Length, large.AsMemory(0, 10_000), CancellationToken.None));
        Assert.Equal(large.Length, await second.Service.WriteChunkAsync(largeHash, 60_000, large.Length, large.AsMemory(60_000), CancellationToken.None));
        Assert.Empty(await second.Service.FindMissingAsync([largeHash], CancellationToken.None));
    }

    [Fact]
    public void A_store_has_one_owner()
    {
        using var node = new NodeFiles();

        Assert.Contains("in use by another process", Assert.Throws<InvalidOptionException>(() => FileStore.Open(node.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Above_its_limit_the_least_recently_used_file_goes()
    {
        var clock = new FakeTimeProvider();
        using var node = new NodeFiles(new FileStoreOptions { MaxBytes = 2500, TimeProvider = clock });
        FileHash a = await AddAsync(node, clock, 1);
        FileHash b = await AddAsync(node, clock, 2);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(node.Store.TryUse(a, out _));

        FileHash c = await AddAsync(node, clock, 3);

        Assert.True(node.Store.TryUse(a, out _));
        Assert.False(node.Store.TryUse(b, out _));
        Assert.True(node.Store.TryUse(c, out _));
        Assert.False(File.Exists(node.Store.PathOf(b)));
        Assert.Equal(2000, node.Store.Bytes);
    }

    [Fact]
    public async Task A_file_in_use_stays_and_a_full_store_says_so()
    {
        var clock = new FakeTimeProvider();
        using var node = new NodeFiles(new FileStoreOptions { MaxBytes = 2500, TimeProvider = clock });
        FileHash a = await AddAsync(node, clock, 1);
        FileHash b = await AddAsync(node, clock, 2);
        using (node.Store.Pin([a, b], out List<FileHash> missing))
        {
            Assert.Empty(missing);
            var error = await Assert.ThrowsAsync<InvalidPackageException>(() => AddAsync(node, clock, 3));
            Assert.Contains("is full", error.Message, StringComparison.Ordinal);
        }

        await AddAsync(node, clock, 3);
        Assert.False(node.Store.TryUse(a, out _));
    }

    [Fact]
    public async Task Room_for_files_on_their_way_is_kept_and_comes_back_when_their_sender_is_gone()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(50));
        using var node = new NodeFiles(new FileStoreOptions { MaxBytes = 2500, TimeProvider = clock });
        byte[] left = new byte[2000];
        await node.Service.WriteChunkAsync(FileHash.Of(left).ToString(), 0, left.Length, left.AsMemory(0, 10), CancellationToken.None);

        await Assert.ThrowsAsync<InvalidPackageException>(() => AddAsync(node, clock, 1));
        clock.Advance(TimeSpan.FromHours(2));

        await AddAsync(node, clock, 1);
        Assert.Empty(Directory.GetFiles(node.Store.TemporaryFolder));
    }

    [Fact]
    public async Task So_many_files_may_be_on_their_way()
    {
        using var node = new NodeFiles(new FileStoreOptions { MaxPartialFiles = 2 });
        for (int i = 0; i < 2; i++)
        {
            await node.Service.WriteChunkAsync(FileHash.Of([(byte)i, 1]).ToString(), 0, 2, new byte[] { (byte)i }, CancellationToken.None);
        }

        Assert.Contains("2 files are on their way", (await Assert.ThrowsAsync<InvalidPackageException>(() => node.AddAsync(Content))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sender_that_lies_about_the_size_does_not_keep_the_honest_one_out()
    {
        using var node = new NodeFiles();
        string hash = FileHash.Of(Content).ToString();
        await node.Service.WriteChunkAsync(hash, 0, 1000, new byte[500], CancellationToken.None);

        await node.AddAsync(Content);
    }

    [Fact]
    public async Task Stored_files_cannot_be_written()
    {
        using var node = new NodeFiles();
        FileHash hash = await node.AddAsync(Content);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead, File.GetUnixFileMode(node.Store.PathOf(hash)));
    }

    [Fact]
    public void Others_cannot_look_into_a_store()
    {
        using var folder = new TempFolder();
        using var store = FileStore.Open(folder["store"]);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(store.Root));
    }

    private static async Task<FileHash> AddAsync(NodeFiles node, FakeTimeProvider clock, byte fill)
    {
        clock.Advance(TimeSpan.FromMinutes(1));
        byte[] content = new byte[1000];
        content.AsSpan().Fill(fill);
        return await node.AddAsync(content);
    }

    private static async Task<string> TextAsync(NodeFiles node, FileHash hash, long offset, int length) =>
        Encoding.UTF8.GetString((await node.Store.ReadAsync(hash, offset, length, CancellationToken.None)).Span);
}
