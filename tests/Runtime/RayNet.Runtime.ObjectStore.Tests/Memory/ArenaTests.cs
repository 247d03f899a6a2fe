using RayNet.Runtime.ObjectStore.Mapping;
using RayNet.Runtime.ObjectStore.Memory;
using RayNet.Runtime.ObjectStore.Tests.Support;

namespace RayNet.Runtime.ObjectStore.Tests.Memory;

public sealed class ArenaTests
{
    private static readonly ArenaOptions Small = new() { Capacity = 4 << 20, Prefault = false };

    [Fact]
    public async Task What_is_written_is_seen_through_every_mapping()
    {
        await using var arena = Arena.Create(Small);
        using StoreMapping other = StoreMapping.Open(arena.Address);
        Pattern.Fill(arena.Mapping.Writable(8192, 10_000), 1);
        Assert.True(Pattern.Matches(arena.Mapping.Readable(8192, 10_000), 1));
        Assert.True(Pattern.Matches(other.Readable(8192, 10_000), 1));
        Pattern.Fill(other.Writable(8192, 2_000_000), 2);
        Assert.True(Pattern.Matches(arena.Mapping.Readable(8192, 2_000_000), 2));
    }

    [Fact]
    public async Task A_path_that_leads_to_another_arena_is_noticed()
    {
        await using var arena = Arena.Create(Small);
        RayException another = Assert.Throws<RayException>(() => StoreMapping.Open(arena.Address with { Instance = arena.Address.Instance + 1 }));
        Assert.Contains("another node", another.Message, StringComparison.Ordinal);
        Assert.Throws<RayException>(() => StoreMapping.Open(arena.Address with { Capacity = 1 << 20 }));

        using var directory = new TempDirectory();
        string file = Path.Combine(directory.FullName, "zeros");
        await File.WriteAllBytesAsync(file, new byte[4 << 20]);
        RayException nothing = Assert.Throws<RayException>(() => StoreMapping.Open(arena.Address with { Path = file }));
        Assert.Contains("something else", nothing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_memory_cannot_be_made_shorter_under_its_readers()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "sealing is Linux's");
        await using var arena = Arena.Create(Small);
        using FileStream file = new(arena.Address.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        Assert.ThrowsAny<Exception>(() => file.SetLength(4096));
        Assert.ThrowsAny<Exception>(() => file.SetLength(8 << 20));
    }

    [Fact]
    public async Task A_mapped_file_is_deleted_with_its_arena()
    {
        using var directory = new TempDirectory();
        await using (var arena = Arena.Create(Small with { Backing = ArenaBacking.MappedFile, Directory = directory.FullName }))
        {
            Assert.Equal([arena.Address.Path], directory.Files);
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(arena.Address.Path));
            }
        }

        Assert.Empty(directory.Files);
    }

    [Fact]
    public void A_mapped_file_for_which_there_is_no_room_is_refused_before_it_is_made()
    {
        using var directory = new TempDirectory();
        InvalidOptionException error = Assert.Throws<InvalidOptionException>(
            () => Arena.Create(Small with { Backing = ArenaBacking.MappedFile, Directory = directory.FullName, Capacity = 1L << 60 }));
        Assert.Contains("bytes free", error.Message, StringComparison.Ordinal);
        Assert.Empty(directory.Files);
    }

    [Fact]
    public void An_arena_that_is_too_small_is_refused() =>
        Assert.Throws<InvalidOptionException>(() => Arena.Create(new ArenaOptions { Capacity = 1000 }));

    [Fact]
    public async Task By_default_it_has_thirty_percent_of_the_memory()
    {
        await using var arena = Arena.Create(new ArenaOptions { Prefault = false });
        Assert.InRange(arena.Capacity, (long)(MemoryLimit.Detect() * 0.3) - 4096, (long)(MemoryLimit.Detect() * 0.3));
    }

    [Fact]
    public async Task Ranges_outside_of_the_arena_or_in_its_first_page_are_refused()
    {
        await using var arena = Arena.Create(Small);
        foreach ((long offset, long size) in (ReadOnlySpan<(long, long)>)[(0, 10), (4095, 1), (-1, 5), (arena.Capacity, 1), (arena.Capacity - 1, 2), (8192, -1), (8192, long.MaxValue), (long.MaxValue, 1)])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => arena.Mapping.Readable(offset, size).Length);
            Assert.Throws<ArgumentOutOfRangeException>(() => arena.Mapping.Writable(offset, size).Length);
        }

        Assert.Equal(1, arena.Mapping.Readable(arena.Capacity - 1, 1).Length);
    }

    [Fact]
    public async Task Memory_ranges_reach_over_the_limits_of_one_memory()
    {
        // Sparse: only what is written exists.
        const long GiB = 1L << 30;
        await using var arena = Arena.Create(new ArenaOptions { Capacity = (4 * GiB) + (4 << 20), Prefault = false });
        foreach (long position in (ReadOnlySpan<long>)[GiB, 2 * GiB, 3 * GiB, 4 * GiB])
        {
            Pattern.Fill(arena.Mapping.WritableMemory(position - 500_000, 1_000_000).Span, (ulong)position);
            Assert.True(Pattern.Matches(arena.Mapping.ReadableMemory(position - 500_000, 1_000_000).Span, (ulong)position));
            Assert.True(Pattern.Matches(arena.Mapping.Readable(position - 500_000, 1_000_000), (ulong)position));
        }

        Assert.Equal(1 << 30, arena.Mapping.ReadableMemory(GiB - 1, 1 << 30).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => arena.Mapping.ReadableMemory(GiB, (1 << 30) + 1));
        Assert.Throws<RaySerializationException>(() => arena.Mapping.Readable(4096, 3 * GiB).Length);
        Assert.Throws<RaySerializationException>(() => arena.Mapping.View<byte>(4096, 3 * GiB, default, _ => { }));
        using SharedMemoryManager<double> view = arena.Mapping.View<double>(4096, 3 * GiB / sizeof(double), default, _ => { });
        Assert.Equal(3 * GiB / sizeof(double), view.View.Length);
    }

    [Fact]
    public async Task Pages_are_touched_ahead_of_their_use()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pages are touched on Linux only");
        const long MiB = 1L << 20;
        await using var arena = Arena.Create(new ArenaOptions { Capacity = 64 * MiB, PrefaultAhead = 4 * MiB, MostPrefaultAhead = 6 * MiB });
        await arena.Warmer.WhenIdleAsync().Within();
        Assert.Equal(4 * MiB, arena.Warmer.Warm);
        Assert.InRange(ResidentBytes(arena), 4 * MiB, 5 * MiB);
        arena.Warmer.Advance(20 * MiB);
        await arena.Warmer.WhenIdleAsync().Within();
        Assert.Equal(25 * MiB, arena.Warmer.Warm);
        arena.Warmer.Advance(32 * MiB);
        await arena.Warmer.WhenIdleAsync().Within();
        Assert.Equal(38 * MiB, arena.Warmer.Warm);
        arena.Warmer.Advance(1000 * MiB);
        await arena.Warmer.WhenIdleAsync().Within();
        Assert.Equal(64 * MiB, arena.Warmer.Warm);
        Assert.Equal(64 * MiB, ResidentBytes(arena));
    }

    [Fact]
    public async Task Pages_are_left_alone_where_that_is_wanted()
    {
        await using var arena = Arena.Create(Small);
        arena.Warmer.Advance(2 << 20);
        await arena.Warmer.WhenIdleAsync().Within();
        Assert.Equal(0, arena.Warmer.Warm);
    }

    [Fact]
    public async Task A_stopped_arena_stops_touching_pages()
    {
        var arena = Arena.Create(new ArenaOptions { Capacity = 1L << 30, PrefaultAhead = 1L << 30 });
        await arena.DisposeAsync().AsTask().Within();
        Assert.True(arena.Warmer.Warm <= 256 << 20, "the whole GiB was touched first");
    }

    /// <summary>How much of the memory file exists.</summary>
    private static long ResidentBytes(Arena arena)
    {
        // stat counts blocks of 512 bytes; the platform's library does not show them.
        var start = new System.Diagnostics.ProcessStartInfo("stat", ["-L", "-c", "%b", arena.Address.Path]) { RedirectStandardOutput = true };
        using var process = System.Diagnostics.Process.Start(start)!;
        return long.Parse(process.StandardOutput.ReadToEnd(), System.Globalization.CultureInfo.InvariantCulture) * 512;
    }
}
