using CsCheck;
using RayNet.Runtime.Cluster.Node;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Cluster.Tests.Gpus;

/// <summary>Which GPUs a lease gets, for any order of requests and ends.</summary>
public sealed class GpuChoiceTests
{
    private const long One = ResourceQuantity.UnitsPerOne;

    private static readonly Gen<long> s_units = Gen.OneOf(Gen.Long[1, One - 1], Gen.Long[1, 3].Select(static count => count * One), Gen.Const(One / 2));

    [Fact]
    public void No_gpu_is_ever_given_away_twice_and_what_ends_is_free_again() => Gen.Select(Gen.Int[1, 6], Gen.Select(s_units, Gen.Int[0, 9]).Array[1, 60]).Sample((count, steps) =>
    {
        var account = new GpuAccount([], count * One);
        var used = account.Ids.ToDictionary(static id => id, static _ => 0L);
        var held = new List<(string[] Gpus, long Units)>();
        foreach ((long units, int end) in steps)
        {
            if (end < held.Count)
            {
                (string[] gpus, long each) = held[end];
                held.RemoveAt(end);
                account.Release(gpus, each);
                Array.ForEach(gpus, gpu => used[gpu] -= each / gpus.Length);
            }

            if (account.Choose(units) is { } chosen)
            {
                account.Acquire(chosen, units);
                held.Add((chosen, units));
                Array.ForEach(chosen, gpu => used[gpu] += units / chosen.Length);
                Assert.Equal(Math.Max(1, units / One), chosen.Length);
            }
            else
            {
                // It is refused only where it does not fit: not enough whole ones, or no one with so much left.
                Assert.True(units < One ? used.Values.All(item => One - item < units) : used.Values.Count(static item => item == 0) < units / One);
            }

            Assert.All(used.Values, static item => Assert.InRange(item, 0, One));
        }
    });

    [Fact]
    public void Parts_share_a_gpu_so_that_others_stay_whole()
    {
        var account = new GpuAccount(["GPU-a", "GPU-b"], 2 * One);
        string[] first = account.Choose(One / 4)!;
        account.Acquire(first, One / 4);
        Assert.Equal(first, account.Choose(One / 2)!);
        Assert.Equal(["GPU-b"], account.Choose(One)!);
        Assert.Null(account.Choose(2 * One));
        Assert.Null(account.Choose(One + (One / 2)));
    }

    [Fact]
    public void A_node_that_is_given_more_than_was_found_numbers_the_others()
    {
        Assert.Equal(["GPU-a", "0", "1"], new GpuAccount(["GPU-a"], (2 * One) + 1).Ids);
        Assert.Equal(["1", "0"], new GpuAccount(["1"], 2 * One).Ids);
    }
}
