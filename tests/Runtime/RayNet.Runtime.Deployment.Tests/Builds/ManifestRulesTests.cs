using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Tests.Builds;

public sealed class ManifestRulesTests
{
    private static readonly PackageLimits Small = new() { MaxFiles = 4, MaxFileSize = 100, MaxTotalSize = 250, MaxManifestBytes = 2000 };

    private static readonly Dictionary<string, BuildManifest> Bad = new()
    {
        ["'../up' has '.' or '..'"] = Manifests.App(Manifests.File("../up")),
        ["'/abs' has an absolute path"] = Manifests.App(Manifests.File("/abs")),
        ["'a\\u0000b' has a NUL"] = Manifests.App(Manifests.File("a\0b")),
        ["'a.txt' is listed twice"] = Manifests.App(Manifests.File("a.txt"), Manifests.File("a.txt")),
        ["has the same name as 'README' on machines that ignore case"] = Manifests.App(Manifests.File("README"), Manifests.File("readme")),
        ["'a' is also the folder of another file"] = Manifests.App(Manifests.File("a"), Manifests.File("a/b")),
        ["'A' is also the folder of another file"] = Manifests.App(Manifests.File("A"), Manifests.File("a/b/c")),
        ["'big' has 101 bytes"] = Manifests.App(Manifests.File("big", new string('x', 101))),
        ["'negative' has -1 bytes"] = Manifests.App(Manifests.File("negative") with { Size = -1 }),
        ["'huge' has 9223372036854775807 bytes"] = Manifests.App(Manifests.File("huge") with { Size = long.MaxValue }),
        ["more than 250 bytes together"] = Manifests.App(Manifests.File("1", new string('x', 99)), Manifests.File("2", new string('y', 99)), Manifests.File("3", new string('z', 99))),
        ["more than 4 files"] = Manifests.App(Manifests.File("1"), Manifests.File("2"), Manifests.File("3"), Manifests.File("4")),
        ["'liar' has 8 bytes and the hash of a file of 7 bytes"] = Manifests.App(Manifests.File("honest"), Manifests.File("liar") with { Size = 8 }),
        ["'empty' has 0 bytes and the hash of another size"] = Manifests.App(Manifests.File("empty") with { Size = 0 }),
        ["'full' has 5 bytes and the hash of another size"] = Manifests.App(new BuildFile("full", FileHash.Empty, 5, false)),
        ["'App.dll' starts the program and is not among its files"] = BuildManifest.Create(BuildKind.FrameworkDependent, "App.dll", "net10.0", [Manifests.File("x")]),
        ["'app.dll' starts the program and is not among its files"] = BuildManifest.Create(BuildKind.FrameworkDependent, "app.dll", "net10.0", [Manifests.File("App.dll")]),
        ["'sub/App.dll' starts the program and does not lie directly"] = BuildManifest.Create(BuildKind.FrameworkDependent, "sub/App.dll", "net10.0", [Manifests.File("sub/App.dll")]),
        ["'../App.dll' starts the program"] = BuildManifest.Create(BuildKind.Native, "../App.dll", "net10.0", [Manifests.File("x")]),
        ["'x' starts a folder"] = BuildManifest.Create(BuildKind.Folder, "x", string.Empty, [Manifests.File("x")]),
        ["kind 17"] = BuildManifest.Create((BuildKind)17, "x", string.Empty, [Manifests.File("x")]),
        ["target framework"] = BuildManifest.Create(BuildKind.FrameworkDependent, "x", new string('n', 65), [Manifests.File("x")]),
    };

    public static TheoryData<string> Problems => [.. Bad.Keys];

    [Theory]
    [MemberData(nameof(Problems))]
    public void What_is_wrong_is_named(string problem)
    {
        var error = Assert.Throws<InvalidPackageException>(() => ManifestRules.Check(Bad[problem], Small));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Equal(RayErrorCode.InvalidPackage, error.Code);
        Assert.Equal(61, (int)error.Code);
    }

    [Fact]
    public void A_message_shows_what_came_but_stays_one_short_line()
    {
        string message = Assert.Throws<InvalidPackageException>(() => ManifestRules.Check(Manifests.App(Manifests.File("\n\r\u001b[31m" + new string('x', 900) + "/..")), PackageLimits.Default)).Message;

        Assert.DoesNotContain('\n', message);
        Assert.DoesNotContain('\u001b', message);
        Assert.True(message.Length < 400, message);
    }

    [Fact]
    public void An_empty_folder_and_files_at_the_limits_are_accepted()
    {
        ManifestRules.Check(Manifests.Folder(), Small);
        ManifestRules.Check(Manifests.App(Manifests.File("1", new string('x', 100)), Manifests.File("empty", string.Empty)), Small);
    }

    [Fact]
    public void Random_manifests_of_the_tests_obey_the_rules() => CsCheck.Check.Sample(Manifests.Any, static manifest => ManifestRules.Check(manifest, PackageLimits.Default));
}
