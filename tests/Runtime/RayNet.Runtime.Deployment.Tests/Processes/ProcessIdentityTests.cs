using RayNet.Runtime.Deployment.Processes;

namespace RayNet.Runtime.Deployment.Tests.Processes;

public sealed class ProcessIdentityTests
{
    [Fact]
    public void Its_text_reads_back()
    {
        Assert.True(ProcessIdentity.TryParse(ProcessIdentity.Current.ToString(), out ProcessIdentity parsed));
        Assert.Equal(ProcessIdentity.Current, parsed);
        Assert.True(parsed.IsRunning);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1 1 x")]
    [InlineData("0 1")]
    [InlineData("-5 1")]
    [InlineData("12")]
    [InlineData("12 x")]
    [InlineData("99999999999 1")]
    public void Other_text_is_none_and_never_everybody(string text) => Assert.False(ProcessIdentity.TryParse(text, out _));

    [Fact]
    public void Another_start_time_or_another_boot_is_another_process()
    {
        Assert.False((ProcessIdentity.Current with { StartTime = ProcessIdentity.Current.StartTime + 1 }).IsRunning);
        Assert.False((ProcessIdentity.Current with { Boot = "another" }).IsRunning);
        Assert.Null(ProcessIdentity.Of(int.MaxValue));
    }
}
