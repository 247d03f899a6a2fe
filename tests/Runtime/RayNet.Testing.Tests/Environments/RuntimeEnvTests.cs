using System.Diagnostics;

namespace RayNet.Testing.Tests;

/// <summary>What workers find around them on a cluster.</summary>
public sealed class RuntimeEnvTests(TwoNodes nodes) : IClassFixture<TwoNodes>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("re-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Variables_and_files_are_the_jobs_own_on_every_node()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "data.txt"), "as it was");
        await File.WriteAllTextAsync(Path.Combine(_folder, "left.tmp"), "stays behind");
        Directory.CreateDirectory(Path.Combine(_folder, "sub"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "sub", "more.txt"), "below");
        await using IRayClient driver = await nodes.Cluster.ConnectAsync(options =>
        {
            options.RuntimeEnv.EnvironmentVariables["GREETING"] = "hello=you";
            options.RuntimeEnv.WorkingDirectory = _folder;
            options.RuntimeEnv.Exclude.Add("*.tmp");
        });
        await using IRayClient other = await nodes.Cluster.ConnectAsync();
        foreach (string node in (string[])["head", "second"])
        {
            using (driver.Use())
            {
                Assert.Equal("hello=you", await Place.VariableRemote("GREETING", On.Node(node)).Within());
                Assert.Equal(["data.txt", Path.Combine("sub", "more.txt")], await Place.FilesRemote(On.Node(node)).Within());

                await Place.WriteRemote("data.txt", "changed", On.Node(node)).AsTask().Within();
                Assert.Equal("changed", await Place.ReadRemote("data.txt", On.Node(node)).Within());
            }

            using (other.Use())
            {
                Assert.Null(await Place.VariableRemote("GREETING", On.Node(node)).Within());
                Assert.Empty(await Place.FilesRemote(On.Node(node)).Within());
            }
        }

        Assert.Equal("as it was", await File.ReadAllTextAsync(Path.Combine(_folder, "data.txt")));

        // The next job has the files as they were sent.
        await using IRayClient next = await nodes.Cluster.ConnectAsync(options => options.RuntimeEnv.WorkingDirectory = _folder);
        using IDisposable scope = next.Use();
        Assert.Equal("as it was", await Place.ReadRemote("data.txt", On.Node("second")).Within());
    }

    [Fact]
    public async Task A_file_that_a_worker_writes_does_not_lie_beside_the_programs_assemblies_and_goes_with_the_job()
    {
        string folder;
        await using (IRayClient driver = await nodes.Cluster.ConnectAsync())
        {
            using IDisposable scope = driver.Use();
            string build = await Place.BuildFolderRemote(On.Node("second")).Within();
            await Place.WriteRemote("out.txt", "written", On.Node("second")).AsTask().Within();
            folder = await Place.FolderRemote(On.Node("second")).Within();
            Assert.NotEqual(Path.TrimEndingDirectorySeparator(build), folder);
            Assert.True(File.Exists(Path.Combine(folder, "out.txt")));
            Assert.False(File.Exists(Path.Combine(build, "out.txt")));
        }

        await nodes.Cluster.WaitForAsync(_ => !Directory.Exists(folder), $"'{folder}' being deleted");
    }

    [Fact]
    public async Task A_node_that_is_stopped_leaves_no_copies()
    {
        RayNode third = await nodes.Cluster.AddNodeAsync(On.Has("third"));
        await using IRayClient driver = await nodes.Cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        string folder = await Place.FolderRemote(On.Node("third")).Within();
        Assert.True(Directory.Exists(folder));
        await nodes.Cluster.RemoveNodeAsync(third);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Workers_of_a_submitted_job_have_what_it_was_submitted_with()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "data.txt"), "1");
        var start = new ProcessStartInfo(
            DriverProcess.Tool,
            ["job", "submit", "--address", nodes.Cluster.Address, "--env", "GREETING=hello=you", "--working-dir", _folder, "--", DriverProcess.Entry, "show", "GREETING", "second"])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process submit = Process.Start(start)!;
        Task<string> errors = submit.StandardError.ReadToEndAsync();
        string output = await submit.StandardOutput.ReadToEndAsync().Within();
        await submit.WaitForExitAsync().Within();
        Assert.True(submit.ExitCode == 0, output + await errors);
        Assert.Contains("worker has hello=you and data.txt", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_before_the_job_starts()
    {
        InvalidOptionException missing = await Assert.ThrowsAsync<InvalidOptionException>(() => nodes.Cluster.ConnectAsync(static options => options.RuntimeEnv.WorkingDirectory = "not-there"));
        Assert.Contains("'not-there'", missing.Message, StringComparison.Ordinal);
        InvalidOptionException reserved = await Assert.ThrowsAsync<InvalidOptionException>(() => nodes.Cluster.ConnectAsync(static options => options.RuntimeEnv.EnvironmentVariables["RAYNET_TOKEN"] = "x"));
        Assert.Contains("'RAYNET_TOKEN'", reserved.Message, StringComparison.Ordinal);

        await File.WriteAllTextAsync(Path.Combine(_folder, "large.bin"), new string('x', 2000));
        InvalidOptionException large = await Assert.ThrowsAsync<InvalidOptionException>(() => nodes.Cluster.ConnectAsync(options =>
        {
            options.RuntimeEnv.WorkingDirectory = _folder;
            options.RuntimeEnv.MaxWorkingDirectorySize = 1000;
        }));
        Assert.Contains(nameof(RuntimeEnv.MaxWorkingDirectorySize), large.Message, StringComparison.Ordinal);
    }
}
