namespace RayNet.Runtime.Scheduling.Tests;

public sealed class LabelSelectorTests
{
    private static readonly Dictionary<string, string> Labels = new() { ["gpu"] = "A100", ["zone"] = "north" };

    [Theory]
    [InlineData("gpu=A100", true)]
    [InlineData("gpu=H100", false)]
    [InlineData("gpu=!A100", false)]
    [InlineData("gpu=!H100", true)]
    [InlineData("zone=in(south, north)", true)]
    [InlineData("zone=in(south,west)", false)]
    [InlineData("zone=!in(south,west)", true)]
    [InlineData("zone=!in(south,north)", false)]
    [InlineData("disk=ssd", false)]
    [InlineData("disk=in(ssd)", false)]
    [InlineData("disk=!ssd", true)]
    [InlineData("disk=!in(ssd,hdd)", true)]
    public void A_condition_matches_or_not(string condition, bool matches) => Assert.Equal(matches, LabelSelector.Parse(condition).Matches(Labels));

    [Fact]
    public void All_conditions_must_hold()
    {
        Assert.True(LabelSelector.Parse("gpu=A100", "zone=!south").Matches(Labels));
        Assert.False(LabelSelector.Parse("gpu=A100", "zone=south").Matches(Labels));
        Assert.True(LabelSelector.Any.Matches(Labels));
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("=A100")]
    [InlineData("gpu=")]
    [InlineData("gpu=!")]
    [InlineData("gpu=in()")]
    [InlineData("gpu=in(a,)")]
    [InlineData("gpu=a,b")]
    public void What_is_no_condition_is_refused(string text)
    {
        InvalidOptionException error = Assert.Throws<InvalidOptionException>(() => LabelSelector.Parse(text));
        Assert.Contains($"'{text}'", error.Message);
    }

    [Fact]
    public void Built_and_parsed_selectors_are_equal_and_written_as_they_are_read()
    {
        LabelSelector built = LabelSelector.Any.Equal("gpu", "A100").NotEqual("zone", "south").In("disk", "ssd", "hdd").NotIn("os", "x", "y");
        LabelSelector parsed = LabelSelector.Parse("gpu=A100", "zone=!south", "disk=in(hdd,ssd)", "os=!in(y,x)");

        Assert.Equal(built, parsed);
        Assert.Equal(built.GetHashCode(), parsed.GetHashCode());
        Assert.Equal(built, LabelSelector.Parse([.. built.Requirements.Select(static item => item.ToString())]));
        Assert.NotEqual(built, built.Equal("more", "x"));
    }
}
