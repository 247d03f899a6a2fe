using System.Reflection;
using RayNet.CompilerServices;
using RayNet.Generators.Tests.Harness;

namespace RayNet.Generators.Tests;

/// <summary>What the assembly registers.</summary>
public sealed class ManifestTests
{
    [Fact]
    public void Everything()
    {
        GeneratorRun run = GeneratorHarness.Check(Compilations.Create(
            "My.App-1",
            [
                """
                using System.Collections.Generic;
                using Microsoft.Extensions.DependencyInjection;
                using RayNet;
                public static class Tasks { [Remote] public static int Add(int x) => x; [Remote] public static List<int> Range(Dictionary<string, double> x) => []; }
                [Actor] public sealed class Counter { public int Read() => 1; }
                [RayStartup] internal sealed class Startup : IRayStartup { public void ConfigureServices(IServiceCollection services) { } }
                """,
            ]));
        Snapshot.Verify(run, "RayNet.Manifest");
    }

    /// <summary>More than one switch holds.</summary>
    [Theory]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(200)]
    public void Many_methods_and_types(int count)
    {
        string source = "using RayNet;\npublic static class Tasks\n{\n"
            + string.Concat(Enumerable.Range(0, count).Select(static index => $"    [Remote] public static int Method{index}(Value{index} value) => {index};\n")) + "}\n"
            + string.Concat(Enumerable.Range(0, count).Select(static index => $"public sealed record Value{index}(int[] Numbers);\n"));
        using var image = new MemoryStream();
        Assert.True(GeneratorHarness.Run(source).Output.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        var assembly = Assembly.Load(image.ToArray());
        var manifest = (RemoteManifest)Activator.CreateInstance(Assert.Single(assembly.GetTypes(), static type => type.IsSubclassOf(typeof(RemoteManifest))))!;

        Assert.Equal(count, manifest.MethodIds.Length);
        foreach (ulong id in manifest.MethodIds)
        {
            Assert.Equal(id, manifest.FindMethod(id)!.Id);
            Assert.Null(manifest.FindMethod(id + 1));
        }

        Assert.All(Enumerable.Range(0, count), index => Assert.StartsWith($"Value{index}_", manifest.FindTraits(assembly.GetType($"Value{index}")!)!.GetType().Name, StringComparison.Ordinal));
        Assert.Null(manifest.FindTraits(typeof(ManifestTests)));
    }

    [Fact]
    public void Nothing() => Assert.Empty(GeneratorHarness.Run("public static class Tasks;").Result.GeneratedSources);

    [Fact]
    public void Types_that_are_put()
    {
        GeneratorRun run = GeneratorHarness.Run(
            """
            using System.Collections.Generic;
            using RayNet;
            public sealed record Order(int Id);
            public static class Program
            {
                public static void Run(IRayClient client, IRayClient? maybe)
                {
                    _ = Ray.Put(new Order(1));
                    _ = client.Put<List<Order>>([]);
                    _ = maybe?.Put(new Dictionary<int, Order>());
                    _ = Open("");
                    Put(new object());
                }
                private static ObjectRef<T> Open<T>(T value) => Ray.Put(value);
                private static void Put(object value) { }
            }
            """);
        string manifest = run.Source("RayNet.Manifest");
        Assert.Contains("typeof(global::Order)", manifest, StringComparison.Ordinal);
        Assert.Contains("typeof(global::System.Collections.Generic.List<global::Order>)", manifest, StringComparison.Ordinal);
        Assert.Contains("typeof(global::System.Collections.Generic.Dictionary<int, global::Order>)", manifest, StringComparison.Ordinal);
    }

    [Fact]
    public void Top_level_statements_put_too()
    {
        GeneratorRun run = GeneratorRun.Start(Compilations.Create("using RayNet;\n_ = Ray.Put(new Order(1));\npublic sealed record Order(int Id);")
            .WithOptions(Compilations.Create().Options.WithOutputKind(Microsoft.CodeAnalysis.OutputKind.ConsoleApplication)));
        GeneratorHarness.AssertCompiles(run);
        Assert.Contains("typeof(global::Order)", run.Source("RayNet.Manifest"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_shared_id_still_compiles()
    {
        GeneratorRun run = GeneratorHarness.Run("using RayNet;\npublic static class Tasks { [Remote(Id = \"a\")] public static int A() => 1; [Remote(Id = \"a\")] public static int B() => 1; }");
        Assert.Contains("BRemote", run.Source("Tasks."), StringComparison.Ordinal);
    }
}
