using RayNet.Cli.Options;

namespace RayNet.Cli.Tests;

/// <summary>Values of options as they are typed.</summary>
public sealed class TextsTests
{
    [Theory]
    [InlineData("cpu=4,GPU=1,custom=0.5,memory=2GiB")]
    [InlineData("{\"cpu\":4,\"gpu\":1,\"custom\":0.5,\"memory\":2147483648}")]
    public void Resources_are_pairs_or_json(string text)
    {
        Dictionary<string, double> resources = Texts.Resources(text);
        Assert.Equal([("CPU", 4), ("GPU", 1), ("custom", 0.5), ("memory", 2147483648)], resources.Select(item => (item.Key, item.Value)).OrderBy(item => item.Key, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("1024", 1024)]
    [InlineData("1.5KiB", 1536)]
    [InlineData("2 GB", 2_000_000_000)]
    [InlineData("3m", 3 << 20)]
    public void Sizes_have_units(string text, long bytes) => Assert.Equal(bytes, Texts.Size("--x", text));

    [Theory]
    [InlineData("250ms", 250)]
    [InlineData("2", 2_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("2m", 120_000)]
    [InlineData("0", 0)]
    public void Times_have_units(string text, double milliseconds) => Assert.Equal(milliseconds, Texts.Time("--x", text).TotalMilliseconds);

    [Fact]
    public void A_value_may_hold_an_equals_sign() => Assert.Equal("b=c", Texts.Pairs("--env", ["a=b=c"], separated: false)["a"]);
}
