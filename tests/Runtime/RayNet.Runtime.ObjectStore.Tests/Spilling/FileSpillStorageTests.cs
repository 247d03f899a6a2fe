using RayNet.Runtime.ObjectStore.Mapping;
using RayNet.Runtime.ObjectStore.Memory;
using RayNet.Runtime.ObjectStore.Spilling;
using RayNet.Runtime.ObjectStore.Tests.Support;

namespace RayNet.Runtime.ObjectStore.Tests.Spilling;

public sealed class FileSpillStorageTests : IAsyncDisposable
{
    private const int Size = 9_000_001;
    private static readonly ObjectId Id = new(0xABC, 42);

    private readonly TempDirectory _directory = new();
    private readonly Arena _arena = Arena.Create(new ArenaOptions { Capacity = 32 << 20, Prefault = false });
    private readonly FileSpillStorage _storage;

    public FileSpillStorageTests()
    {
        _storage = new FileSpillStorage(new FileSpillOptions(_directory.FullName, MinimumFree: 0));
        Pattern.Fill(Source.Write(0, Size).Span, 1);
    }

    private ArenaRange Source => new(_arena.Mapping, 4096, Size);

    private ArenaRange Target => new(_arena.Mapping, 16 << 20, Size);

    [Fact]
    public async Task An_object_is_one_file_and_comes_back_as_it_was()
    {
        SpillTicket ticket = await _storage.WriteAsync(Id, Source, CancellationToken.None);
        Assert.Equal([ticket.Location], _directory.Files);
        Assert.Equal(Size, ticket.Size);
        await _storage.ReadAsync(Id, ticket, Target, CancellationToken.None);
        Assert.True(Pattern.Matches(Target.Read(0, Size).Span, 1));
        await _storage.DeleteAsync(ticket, CancellationToken.None);
        Assert.Empty(_directory.Files);
    }

    [Fact]
    public async Task An_empty_object_is_a_file_too()
    {
        var empty = new ArenaRange(_arena.Mapping, 4096, 0);
        SpillTicket ticket = await _storage.WriteAsync(Id, empty, CancellationToken.None);
        await _storage.ReadAsync(Id, ticket, empty, CancellationToken.None);
    }

    [Fact]
    public async Task The_same_object_can_be_written_again_before_its_first_file_is_deleted()
    {
        SpillTicket first = await _storage.WriteAsync(Id, Source, CancellationToken.None);
        SpillTicket second = await _storage.WriteAsync(Id, Source, CancellationToken.None);
        await _storage.DeleteAsync(first, CancellationToken.None);
        await _storage.ReadAsync(Id, second, Target, CancellationToken.None);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(64 + Size - 1)]
    [InlineData(5_000_000)]
    [InlineData(12)]
    public async Task A_changed_byte_is_noticed(int position)
    {
        SpillTicket ticket = await _storage.WriteAsync(Id, Source, CancellationToken.None);
        byte[] bytes = await File.ReadAllBytesAsync(ticket.Location);
        bytes[position] ^= 1;
        await File.WriteAllBytesAsync(ticket.Location, bytes);
        SpillException error = await Assert.ThrowsAsync<SpillException>(() => _storage.ReadAsync(Id, ticket, Target, CancellationToken.None));
        Assert.Contains("its checksum is wrong", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_too_short_empty_another_object_s_or_missing_is_noticed()
    {
        SpillTicket ticket = await _storage.WriteAsync(Id, Source, CancellationToken.None);
        await AssertFails(new ObjectId(0xABC, 43), "its header is not that of the object");
        SetLength(ticket, Size);
        await AssertFails(Id, "it ends after");
        SetLength(ticket, 10);
        await AssertFails(Id, "its header is not that of the object");
        File.Delete(ticket.Location);
        await AssertFails(Id, "cannot be read");

        async Task AssertFails(ObjectId id, string reason)
        {
            SpillException error = await Assert.ThrowsAsync<SpillException>(() => _storage.ReadAsync(id, ticket, Target, CancellationToken.None));
            Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_full_disk_is_reported_before_anything_is_written_and_leaves_nothing()
    {
        await using var storage = new FileSpillStorage(new FileSpillOptions(_directory.FullName, MinimumFree: long.MaxValue / 2));
        SpillException error = await Assert.ThrowsAsync<SpillException>(() => storage.WriteAsync(Id, Source, CancellationToken.None));
        Assert.Contains("the disk is full", error.Message, StringComparison.Ordinal);
        Assert.Contains(_directory.FullName, error.Message, StringComparison.Ordinal);
        Assert.Empty(_directory.Files);
    }

    [Fact]
    public async Task A_write_that_fails_in_the_middle_leaves_no_file()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _storage.WriteAsync(Id, Source, cancellation.Token));
        Assert.Empty(_directory.Files);

        Directory.Delete(Path.GetDirectoryName((await _storage.WriteAsync(Id, Source, CancellationToken.None)).Location)!, recursive: true);
        SpillException error = await Assert.ThrowsAsync<SpillException>(() => _storage.WriteAsync(Id, Source, CancellationToken.None));
        Assert.Contains("stays in memory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_storage_deletes_its_files_with_itself_and_leaves_those_of_others()
    {
        var other = new FileSpillStorage(new FileSpillOptions(_directory.FullName, MinimumFree: 0));
        SpillTicket mine = await _storage.WriteAsync(Id, Source, CancellationToken.None);
        await other.WriteAsync(Id, Source, CancellationToken.None);
        Assert.Equal(2, _directory.Files.Length);
        await other.DisposeAsync();
        Assert.Equal([mine.Location], _directory.Files);
    }

    [Fact]
    public async Task What_a_killed_store_left_is_deleted_by_the_next_one()
    {
        string left = Path.Combine(_directory.FullName, "raynet-spill-1-dead");
        Directory.CreateDirectory(left);
        await File.WriteAllTextAsync(Path.Combine(left, "in-use"), string.Empty);
        await File.WriteAllTextAsync(Path.Combine(left, "object"), "old");
        string foreign = Path.Combine(_directory.FullName, "something-else");
        Directory.CreateDirectory(foreign);
        SpillTicket mine = await _storage.WriteAsync(Id, Source, CancellationToken.None);

        await using var next = new FileSpillStorage(new FileSpillOptions(_directory.FullName));
        Assert.False(Directory.Exists(left));
        Assert.True(Directory.Exists(foreign));
        Assert.Equal([mine.Location], _directory.Files);
    }

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        await _arena.DisposeAsync();
        _directory.Dispose();
    }

    private static void SetLength(SpillTicket ticket, long length)
    {
        using FileStream file = File.OpenWrite(ticket.Location);
        file.SetLength(length);
    }
}
