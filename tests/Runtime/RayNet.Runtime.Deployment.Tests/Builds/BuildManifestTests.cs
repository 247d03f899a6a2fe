using CsCheck;
using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Tests.Builds;

public sealed class BuildManifestTests
{
    [Fact]
    public void The_order_of_files_does_not_matter() =>
        Gen.Select(Manifests.Any, Gen.Int).Sample((manifest, seed) =>
        {
            BuildFile[] shuffled = [.. manifest.Files];
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(manifest.Id, BuildManifest.Create(manifest.Kind, manifest.Entry, manifest.Framework, shuffled).Id);
        });

    [Fact]
    public void Every_difference_gives_another_id()
    {
        BuildFile file = Manifests.File("lib/a.so", "one");
        BuildManifest[] builds =
        [
            Manifests.App(file),
            Manifests.App(Manifests.File("lib/a.so", "two")),
            Manifests.App(file with { IsExecutable = true }),
            Manifests.App(file with { Path = "lib/b.so" }),
            Manifests.App(),
            Manifests.App(file, Manifests.File("other", "one")),
            BuildManifest.Create(BuildKind.SelfContained, "App.dll", "net10.0", Manifests.App(file).Files),
            BuildManifest.Create(BuildKind.FrameworkDependent, "App.dll", "net11.0", Manifests.App(file).Files),
            BuildManifest.Create(BuildKind.FrameworkDependent, "lib/a.so", "net10.0", Manifests.App(file).Files),
        ];

        Assert.Equal(builds.Length, builds.Select(static build => build.Id).Distinct().Count());
    }

    [Fact]
    public void Two_builds_have_one_id_only_if_nothing_differs() =>
        Gen.Select(Manifests.Any, Manifests.Any).Sample((left, right) =>
            Assert.Equal(left.Id == right.Id, BuildManifest.Compare(left, right).IsEmpty));

    [Fact]
    public void A_comparison_names_the_files()
    {
        BuildManifest old = Manifests.App(Manifests.File("Pricing.dll", "1"), Manifests.File("gone.txt"), Manifests.File("same.txt"));
        BuildManifest fresh = Manifests.App(Manifests.File("Pricing.dll", "2"), Manifests.File("fresh.txt"), Manifests.File("same.txt"));

        BuildDifference difference = BuildManifest.Compare(old, fresh);

        Assert.Equal($"changed Pricing.dll ({Short("1")}, then {Short("2")}); added fresh.txt; removed gone.txt", difference.ToString());
    }

    [Fact]
    public void A_comparison_of_many_files_shows_assemblies_first_and_counts_the_rest()
    {
        BuildManifest fresh = Manifests.App([.. Enumerable.Range(0, 30).Select(static i => Manifests.File($"a{i}.txt")), Manifests.File("zebra.dll")]);

        string text = BuildManifest.Compare(Manifests.App(), fresh).ToString();

        Assert.StartsWith("added zebra.dll, a0.txt, ", text, StringComparison.Ordinal);
        Assert.EndsWith(" and 21 more", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_of_two_builds_names_both_and_what_differs()
    {
        BuildManifest cluster = Manifests.App(Manifests.File("Pricing.dll", "1"));
        BuildManifest driver = Manifests.App(Manifests.File("Pricing.dll", "2"));

        BuildMismatchException error = BuildErrors.Mismatch(cluster, driver, "the job", "The driver");

        Assert.Equal(RayErrorCode.BuildMismatch, error.Code);
        Assert.Equal(60, (int)error.Code);
        Assert.Equal($"The driver runs build {driver.Id}, and the job runs build {cluster.Id}. Different: changed Pricing.dll ({Short("1")}, then {Short("2")}). Build once and start both from that build.", error.Message);
    }

    private static string Short(string content) => FileHash.Of(System.Text.Encoding.UTF8.GetBytes(content)).ToString()[..8];
}
