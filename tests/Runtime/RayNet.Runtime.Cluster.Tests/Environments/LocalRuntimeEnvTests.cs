namespace RayNet.Runtime.Cluster.Tests.Environments;

/// <summary>What workers find around them that a driver starts on its machine.</summary>
public sealed class LocalRuntimeEnvTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("re-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Workers_have_the_variables_and_a_copy_of_the_folder()
    {
        string data = Path.Combine(_folder, "data.txt");
        await File.WriteAllTextAsync(data, "as it was");
        string work;
        await using (IRayClient ray = await Ray.InitAsync(options =>
        {
            options.Workers = 1;
            options.SetAsDefault = false;
            options.RuntimeEnv.EnvironmentVariables["GREETING"] = "hello";
            options.RuntimeEnv.WorkingDirectory = _folder;
        }))
        {
            using IDisposable scope = ray.Use();
            Assert.Equal("hello", await Place.VariableRemote("GREETING"));
            Assert.Equal("as it was, and more", await Place.AppendRemote("data.txt", ", and more"));
            work = await Place.FolderRemote();
        }

        Assert.Equal("as it was", await File.ReadAllTextAsync(data));
        Assert.False(Directory.Exists(work), $"'{work}' is left.");
    }

    [Fact]
    public async Task Without_a_folder_they_start_where_the_driver_is()
    {
        await using IRayClient ray = await Ray.InitAsync(static options =>
        {
            options.Workers = 1;
            options.SetAsDefault = false;
        });
        using IDisposable scope = ray.Use();
        Assert.Equal(Environment.CurrentDirectory, await Place.FolderRemote());
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_refused()
    {
        InvalidOptionException error = await Assert.ThrowsAsync<InvalidOptionException>(() => Ray.InitAsync(static options =>
        {
            options.Workers = 1;
            options.SetAsDefault = false;
            options.RuntimeEnv.WorkingDirectory = "not-there";
        }).AsTask());
        Assert.Contains("'not-there'", error.Message, StringComparison.Ordinal);
    }
}
