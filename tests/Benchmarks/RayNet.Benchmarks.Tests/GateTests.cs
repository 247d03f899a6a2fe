using RayNet.Benchmarks.Suite.Gate;

namespace RayNet.Benchmarks.Tests;

/// <summary>What counts as a regression.</summary>
public sealed class GateTests
{
    [Theory]
    [InlineData(9, 9, 1 / 512.0)]
    [InlineData(8, 9, 10 / 512.0)]
    [InlineData(0, 9, 1)]
    public void The_sign_test_counts_the_ways_of_chance(int worse, int pairs, double expected) =>
        Assert.Equal(expected, GateRun.SignTest(worse, pairs), 10);

    [Fact]
    public void Pairs_that_agree_are_a_regression() => Assert.True(GateRun.HasRegressed([1.2, 1.15, 1.3, 1.2, 1.25, 1.11, 1.4, 1.2, 1.2]));

    [Fact]
    public void A_few_bad_pairs_are_noise() => Assert.False(GateRun.HasRegressed([0.7, 1.6, 0.9, 1.5, 1.4, 0.95, 1.5, 0.9, 1.3]));

    [Fact]
    public void A_small_steady_difference_is_let_through() => Assert.False(GateRun.HasRegressed([1.05, 1.05, 1.05, 1.05, 1.05, 1.05, 1.05, 1.05, 1.05]));

    [Fact]
    public void Faster_is_no_regression() => Assert.False(GateRun.HasRegressed([0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]));
}
