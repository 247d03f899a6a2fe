using RayNet.Runtime.ObjectStore.Allocation;

namespace RayNet.Runtime.ObjectStore.Tests.Allocation;

public sealed class ExtentAllocatorTests
{
    private const long Start = 4096;
    private const long MiB = 1L << 20;

    private readonly ExtentAllocator _allocator = new(Start, Start + (64 * MiB));

    [Theory]
    [InlineData(0, 64)]
    [InlineData(1, 64)]
    [InlineData(64, 64)]
    [InlineData(65, 128)]
    [InlineData(1000, 1024)]
    [InlineData(1025, 1088)]
    [InlineData(100_000, 102_400)]
    [InlineData(MiB - 1, MiB)]
    [InlineData(MiB + 1, MiB + 4096)]
    public void Sizes_are_rounded_to_lines_then_to_sixteenths_then_to_pages(long size, long rounded)
    {
        Assert.True(_allocator.TryAllocate(size, out Extent extent));
        Assert.Equal(rounded, extent.Size);
        Assert.Equal(rounded, _allocator.Used);
    }

    [Fact]
    public void Large_extents_begin_at_pages_and_small_ones_at_lines()
    {
        Extent small = Allocate(100);
        Extent large = Allocate(2 * MiB);
        Assert.Equal(0, small.Offset % 64);
        Assert.Equal(0, large.Offset % 4096);
        Assert.True(large.Offset >= small.Offset + small.Size);
    }

    [Fact]
    public void The_gap_before_a_large_extent_is_used_for_small_ones()
    {
        Allocate(64);
        Extent large = Allocate(2 * MiB);
        Assert.True(Allocate(2048).Offset < large.Offset);
    }

    [Fact]
    public void What_was_freed_last_is_given_out_first()
    {
        Extent a = Allocate(10_000);
        Allocate(64);
        Extent b = Allocate(10_000);
        Allocate(64);
        _allocator.Free(b);
        _allocator.Free(a);
        Assert.Equal(a.Offset, Allocate(10_000).Offset);
        Assert.Equal(b.Offset, Allocate(10_000).Offset);
    }

    [Fact]
    public void Touched_memory_is_used_again_before_untouched_memory_is()
    {
        Extent first = Allocate(8 * MiB);
        Allocate(64);
        long touched = _allocator.Touched;
        _allocator.Free(first);
        for (int i = 0; i < 8; i++)
        {
            Allocate(MiB);
        }

        Assert.Equal(touched, _allocator.Touched);
    }

    [Fact]
    public void A_large_object_gets_the_shortest_piece_that_is_long_enough()
    {
        Extent eight = Allocate(8 * MiB);
        Allocate(MiB);
        Extent three = Allocate(3 * MiB);
        Allocate(MiB);
        Extent four = Allocate(4 * MiB);
        Allocate(MiB);
        _allocator.Free(four);
        _allocator.Free(three);
        _allocator.Free(eight);
        Assert.Equal(three.Offset, Allocate((3 * MiB) - 5000).Offset);
        Assert.Equal(four.Offset, Allocate((3 * MiB) + 5000).Offset);
    }

    [Fact]
    public void Neighbours_that_are_free_become_one()
    {
        Extent[] extents = [.. Enumerable.Range(0, 64).Select(_ => Allocate(MiB))];
        Assert.False(_allocator.TryAllocate(64, out _));
        foreach (Extent extent in extents.Where((_, index) => index % 2 == 0).Concat(extents.Where((_, index) => index % 2 == 1)))
        {
            _allocator.Free(extent);
        }

        Assert.True(_allocator.IsWhole);
        Allocate(64 * MiB);
    }

    [Fact]
    public void An_object_of_exactly_the_capacity_fits_and_a_larger_one_never_does()
    {
        Assert.True(_allocator.CanEverFit(64 * MiB));
        Assert.False(_allocator.CanEverFit((64 * MiB) + 1));
        Assert.False(_allocator.TryAllocate(long.MaxValue, out _));
        Allocate(64 * MiB);
        Assert.Equal(0, _allocator.LongestFree());
    }

    [Fact]
    public void Freeing_twice_is_an_error()
    {
        Extent extent = Allocate(100);
        Extent other = Allocate(100);
        _allocator.Free(extent);
        Assert.Throws<InvalidOperationException>(() => _allocator.Free(extent));
        _allocator.Free(other);
        Assert.Throws<InvalidOperationException>(() => _allocator.Free(other));
        Assert.True(_allocator.IsWhole);
    }

    [Fact]
    public void The_same_calls_give_the_same_extents()
    {
        Assert.Equal(Run(), Run());

        static List<Extent> Run()
        {
            var random = new Random(20260401);
            var allocator = new ExtentAllocator(Start, Start + (16 * MiB));
            var live = new List<Extent>();
            var log = new List<Extent>();
            for (int i = 0; i < 2000; i++)
            {
                if (live.Count > 0 && random.Next(3) == 0)
                {
                    int index = random.Next(live.Count);
                    allocator.Free(live[index]);
                    live.RemoveAt(index);
                }
                else if (allocator.TryAllocate(random.Next(1, 200_000), out Extent extent))
                {
                    live.Add(extent);
                    log.Add(extent);
                }
            }

            return log;
        }
    }

    private Extent Allocate(long size)
    {
        Assert.True(_allocator.TryAllocate(size, out Extent extent));
        return extent;
    }
}
