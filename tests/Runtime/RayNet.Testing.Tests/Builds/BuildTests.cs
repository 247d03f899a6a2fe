using System.Reflection;

namespace RayNet.Testing.Tests;

/// <summary>Programs of several builds on one cluster.</summary>
public sealed class BuildTests(TwoNodes nodes) : IClassFixture<TwoNodes>, IDisposable
{
    private const string Assembly = "RayNet.Testing.TestApp.dll";

    private readonly string _folder = Directory.CreateTempSubdirectory("rb-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_program_of_another_build_is_refused_by_the_names_of_the_files_that_differ()
    {
        string other = await CopyWithAnotherAssemblyAsync();
        using var first = DriverProcess.Start(nodes.Cluster.Address);
        Assert.Equal("joined", await first.ReadAsync());
        Assert.Equal("named 42", await first.AskAsync("name any"));
        using var same = DriverProcess.Start(nodes.Cluster.Address);
        Assert.Equal("joined", await same.ReadAsync());
        Assert.Equal("found 42", await same.AskAsync("find any"));

        using var changed = DriverProcess.StartFrom(Path.Combine(other, Assembly), nodes.Cluster.Address);
        Assert.Equal("joined", await changed.ReadAsync());
        foreach (string question in (string[])["find any", "share any"])
        {
            string? answer = await changed.AskAsync(question);
            Assert.Contains(nameof(BuildMismatchException), answer, StringComparison.Ordinal);
            Assert.Matches($"actor 'keeper'.*Different: changed {Assembly} \\([0-9a-f]{{8}}, then [0-9a-f]{{8}}\\)\\.", answer);
        }
    }

    [Fact]
    public async Task An_assembly_that_the_build_does_not_have_is_refused_by_its_name_and_everything_else_runs()
    {
        // Beside the program's folder, as a plug-in may lie.
        MethodInfo make = System.Reflection.Assembly.LoadFrom(DriverProcess.Entry).GetTypes()
            .SelectMany(static type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .First(static method => method.Name == "MakeRemote" && method.GetParameters()[0].ParameterType == typeof(int));
        await using IRayClient driver = await nodes.Cluster.ConnectAsync();
        await using IRayClient workers = await Ray.InitAsync(static options =>
        {
            options.Workers = 1;
            options.SetAsDefault = false;
        });
        foreach (IRayClient client in (IRayClient[])[driver, workers])
        {
            using IDisposable scope = client.Use();
            var made = (ObjectRef<byte[]>)make.Invoke(null, [10, null])!;
            BuildMismatchException error = await Assert.ThrowsAsync<BuildMismatchException>(() => made.AsTask().Within());
            Assert.Contains("'RayNet.Testing.TestApp'", error.Message, StringComparison.Ordinal);
            Assert.Equal(3, await Work.EchoRemote(3).Within());
        }
    }

    private async Task<string> CopyWithAnotherAssemblyAsync()
    {
        string source = Path.GetDirectoryName(DriverProcess.Entry)!;
        foreach (string file in Directory.EnumerateFiles(source))
        {
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }

        // What follows the end of an assembly is not read.
        await using FileStream assembly = File.OpenWrite(Path.Combine(_folder, Assembly));
        assembly.Seek(0, SeekOrigin.End);
        assembly.WriteByte(0);
        return _folder;
    }
}
