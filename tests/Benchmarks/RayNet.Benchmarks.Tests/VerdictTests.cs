using RayNet.Benchmarks.Suite.Pages;
using RayNet.Benchmarks.Suite.Results;
using RayNet.Benchmarks.Suite.Targets;

namespace RayNet.Benchmarks.Tests;

/// <summary>How the suite judges.</summary>
public sealed class VerdictTests
{
    [Fact]
    public void The_best_peer_counts_and_rounds_give_their_median()
    {
        ResultSet results = Results(
            new("raynet", "1:1 actor calls async", 900, "calls/s", 900, 900),
            new("raynet", "1:1 actor calls async", 2_000, "calls/s", 2_000, 2_100),
            new("raynet", "1:1 actor calls async", 1_000, "calls/s", 800, 1_000),
            new("orleans", "1:1 actor calls async", 100, "calls/s", 90, 110),
            new("proto-remote", "1:1 actor calls async", 400, "calls/s", 90, 110));
        Verdict verdict = Assert.Single(TargetTable.Judge(results));
        Assert.Equal(("proto-remote", 1_000.0, 800.0, 2_100.0), (verdict.Other!.Peer, verdict.Own.Value, verdict.Own.Min, verdict.Own.Max));
        Assert.Equal(2.5, verdict.Ratio);
        Assert.False(verdict.IsMet);
    }

    [Fact]
    public void A_line_brings_its_own_target()
    {
        ResultSet results = Results(Measurement.Read("""{"peer":"raynet","metric":"put 1 MiB","value":1.4,"unit":"x","min":1,"max":2,"runs":3,"at_least":1.5}""")!);
        Verdict verdict = Assert.Single(TargetTable.Judge(results));
        Assert.False(verdict.IsMet);
        Assert.Equal("≥ 1.5", Figures.Limit(verdict));
    }

    [Fact]
    public void What_was_not_measured_is_not_judged() =>
        Assert.Empty(TargetTable.Judge(Results(new Measurement("raynet", "1:1 actor calls async", 900, "calls/s", 900, 900))));

    [Theory]
    [InlineData("""{"peer":"akka","metric":"echo 64 MiB, 8 in flight","value":0,"unit":"MB/s","min":0,"max":0,"runs":0,"note":"skipped: not done after 60 s"}""")]
    [InlineData("{broken")]
    [InlineData("a word")]
    public void What_is_no_measurement_is_passed_over(string line) => Assert.Null(Measurement.Read(line));

    [Theory]
    [InlineData(1_234_567, "calls/s", "1.23 M/s")]
    [InlineData(12_345, "bytes", "12.3 k bytes")]
    [InlineData(0.5, "x", "0.5")]
    public void Figures_have_three_digits(double value, string unit, string expected) => Assert.Equal(expected, Figures.Of(value, unit));

    private static ResultSet Results(params Measurement[] measurements)
    {
        var results = new ResultSet();
        Array.ForEach(measurements, results.Add);
        return results;
    }
}
