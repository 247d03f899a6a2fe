using CsCheck;
using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Tests.Builds;

public sealed class PathRulesTests
{
    [Theory]
    [InlineData("App.dll")]
    [InlineData("runtimes/linux-x64/native/libSkia.so")]
    [InlineData("de/App.resources.dll")]
    [InlineData(".hidden")]
    [InlineData("a..b/..c/d..")]
    [InlineData("name with blanks (and more) é 漢字.txt")]
    public void Ordinary_paths_are_accepted(string path) => Assert.Null(PathRules.ProblemOf(path, onWindows: false));

    [Theory]
    [InlineData("", "no path")]
    [InlineData(null, "no path")]
    [InlineData("/etc/passwd", "absolute")]
    [InlineData("//server/share", "absolute")]
    [InlineData("../up", "'..'")]
    [InlineData("a/../../up", "'..'")]
    [InlineData("a/..", "'..'")]
    [InlineData("./a", "'.'")]
    [InlineData("a//b", "empty name")]
    [InlineData("a/", "empty name")]
    [InlineData("C:/Windows/x.dll", "drive")]
    [InlineData("c:x.dll", "drive")]
    [InlineData("a\\b", "backslash")]
    [InlineData("..\\up", "backslash")]
    [InlineData("a\0b", "NUL")]
    [InlineData("a\ud800b", "broken characters")]
    public void Paths_that_may_leave_their_folder_are_not(string? path, string problem) =>
        Assert.Contains(problem, PathRules.ProblemOf(path, onWindows: false), StringComparison.Ordinal);

    [Theory]
    [InlineData("con")]
    [InlineData("NUL.txt")]
    [InlineData("com1.log")]
    [InlineData("LPT9")]
    [InlineData("dot.")]
    [InlineData("blank ")]
    [InlineData("file.txt:stream")]
    [InlineData("a/what?")]
    public void Names_that_windows_confuses_are_refused_there_only(string path)
    {
        Assert.Null(PathRules.ProblemOf(path, onWindows: false));
        Assert.Contains("Windows", PathRules.ProblemOf(path, onWindows: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("console.txt")]
    [InlineData("com.dll")]
    [InlineData("com12")]
    [InlineData("nullable.dll")]
    public void Names_that_only_look_like_devices_are_accepted_on_windows(string path) => Assert.Null(PathRules.ProblemOf(path, onWindows: true));

    [Fact]
    public void Long_paths_are_not()
    {
        Assert.NotNull(PathRules.ProblemOf(new string('a', 256)));
        Assert.NotNull(PathRules.ProblemOf(string.Join('/', Enumerable.Repeat(new string('a', 200), 6))));
    }

    [Fact]
    public void Whatever_is_accepted_stays_in_its_folder() =>
        Gen.String[Gen.Char["ab./\\:\0 "], 0, 12].Sample(
            path =>
            {
                if (PathRules.ProblemOf(path, onWindows: false) is null)
                {
                    Assert.StartsWith("/base/", Path.GetFullPath(Path.Combine("/base", path)), StringComparison.Ordinal);
                }
            },
            iter: 20_000);
}
