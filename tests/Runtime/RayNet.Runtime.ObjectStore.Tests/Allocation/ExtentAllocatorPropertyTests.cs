using CsCheck;
using RayNet.Runtime.ObjectStore.Allocation;

namespace RayNet.Runtime.ObjectStore.Tests.Allocation;

/// <summary>Whatever is allocated and freed in whatever order: nothing overlaps, nothing is lost, and in the end one piece is left.</summary>
public sealed class ExtentAllocatorPropertyTests(ITestOutputHelper output)
{
    private const long Start = 4096;
    private const long End = Start + (16L << 20);

    private static readonly Gen<(bool IsFree, int Choice, int Size)[]> Steps =
        Gen.Select(Gen.Bool, Gen.Int[0, 1 << 20], Gen.OneOf(Gen.Int[0, 5000], Gen.Int[0, 300_000], Gen.Int[1 << 20, 5 << 20])).Array[0, 300];

    [Fact]
    public void Extents_never_overlap_and_nothing_is_lost() => Steps.Sample(Run, iter: 400, writeLine: output.WriteLine);

    private static void Run((bool IsFree, int Choice, int Size)[] steps)
    {
        var allocator = new ExtentAllocator(Start, End);
        var live = new SortedDictionary<long, Extent>();
        foreach ((bool isFree, int choice, int size) in steps)
        {
            if (isFree && live.Count > 0)
            {
                Extent extent = live.ElementAt(choice % live.Count).Value;
                allocator.Free(extent);
                live.Remove(extent.Offset);
            }
            else if (allocator.TryAllocate(size, out Extent extent))
            {
                Assert.InRange(extent.Size, Math.Max(size, 64), (size * 17L / 16) + 4096);
                Assert.Equal(0, extent.Offset % (extent.Size >= 1 << 20 ? 4096 : 64));
                live.Add(extent.Offset, extent);
            }
            else
            {
                Assert.True(LongestGap(live.Values) < SizeClasses.Round(size) + SizeClasses.Page, "a piece was long enough");
            }

            AssertDisjoint(live.Values);
            Assert.Equal(live.Values.Sum(extent => extent.Size), allocator.Used);
            Assert.Equal(LongestGap(live.Values), allocator.LongestFree());
            Assert.Equal(live.Count, allocator.Count);
        }

        foreach (Extent extent in live.Values)
        {
            allocator.Free(extent);
        }

        Assert.True(allocator.IsWhole);
        Assert.Equal(0, allocator.Used);
        Assert.Equal(End - Start, allocator.LongestFree());
    }

    private static void AssertDisjoint(IEnumerable<Extent> extents)
    {
        long end = Start;
        foreach (Extent extent in extents)
        {
            Assert.True(extent.Offset >= end, $"{extent} overlaps what ends at {end}");
            end = extent.Offset + extent.Size;
        }

        Assert.True(end <= End);
    }

    private static long LongestGap(IEnumerable<Extent> extents)
    {
        long longest = 0;
        long end = Start;
        foreach (Extent extent in extents)
        {
            longest = Math.Max(longest, extent.Offset - end);
            end = extent.Offset + extent.Size;
        }

        return Math.Max(longest, End - end);
    }
}
