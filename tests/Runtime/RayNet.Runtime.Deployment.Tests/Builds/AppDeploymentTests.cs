using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Tests.Builds;

public sealed class AppDeploymentTests : IDisposable
{
    private static readonly DateTime Old = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly TempFolder _folder = new();
    private readonly TempFolder _cache = new();

    private DeploymentOptions Options => new() { HashCacheFolder = _cache.Path };

    public void Dispose()
    {
        _folder.Dispose();
        _cache.Dispose();
    }

    [Fact]
    public async Task The_running_application_is_its_output_folder()
    {
        AppDeployment deployment = await AppDeployment.FromCurrentAppAsync(Options).Within();

        Assert.Equal(BuildKind.FrameworkDependent, deployment.Manifest.Kind);
        Assert.Equal("RayNet.Runtime.Deployment.Tests.dll", deployment.Manifest.Entry);
        Assert.Equal("net10.0", deployment.Manifest.Framework);
        Assert.Equal(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory), deployment.Folder);
        string[] paths = [.. deployment.Manifest.Files.Select(static file => file.Path)];
        Assert.Contains("RayNet.Runtime.Deployment.Tests.runtimeconfig.json", paths);
        Assert.Contains("RayNet.Runtime.Deployment.dll", paths);
        Assert.Equal(await File.ReadAllBytesAsync(typeof(AppDeployment).Assembly.Location), await File.ReadAllBytesAsync(deployment.SourceOf(deployment.Manifest.Files.Single(static file => file.Path == "RayNet.Runtime.Deployment.dll"))));
    }

    [Fact]
    public async Task Symbols_travel_unless_they_are_left_out()
    {
        _folder.Write("a.dll");
        _folder.Write("a.pdb");

        Assert.Equal(["a.dll", "a.pdb"], await PathsAsync(Options));
        Assert.Equal(["a.dll"], await PathsAsync(Options with { IncludeSymbols = false }));
    }

    [Fact]
    public async Task Other_builds_of_the_program_inside_its_folder_are_no_part_of_it()
    {
        foreach (string folder in (string[])["", "publish/", "linux-x64/"])
        {
            _folder.Write(folder + "App.dll");
            _folder.Write(folder + "App.runtimeconfig.json");
            _folder.Write(folder + "de/App.resources.dll");
        }

        _folder.Write("plugins/App.dll");

        AppDeployment deployment = await AppDeployment.FromAppAsync(new RunnableApp(_folder.Path, "App.dll", BuildKind.FrameworkDependent, "net10.0"), Options);

        Assert.Equal(["App.dll", "App.runtimeconfig.json", "de/App.resources.dll", "plugins/App.dll"], deployment.Manifest.Files.Select(static file => file.Path));
    }

    [Fact]
    public async Task The_same_files_have_one_id_wherever_they_lie()
    {
        using var other = new TempFolder();
        foreach (TempFolder folder in (TempFolder[])[_folder, other])
        {
            folder.Write("a/b.txt", "same");
            folder.Write("empty");
        }

        Assert.Equal((await AppDeployment.FromFolderAsync(_folder.Path, Options)).Id, (await AppDeployment.FromFolderAsync(other.Path, Options)).Id);
    }

    [Fact]
    public async Task A_file_whose_size_and_time_did_not_change_is_not_read_again()
    {
        _folder.Write("a", "one", Old);
        BuildId before = await IdAsync();

        _folder.Write("a", "two", Old);
        BuildId unread = await IdAsync();
        File.SetLastWriteTimeUtc(_folder["a"], Old.AddSeconds(1));
        BuildId read = await IdAsync();

        Assert.Equal(before, unread);
        Assert.NotEqual(before, read);
    }

    [Fact]
    public async Task A_file_that_changed_just_now_is_read_again()
    {
        var clock = new FakeTimeProvider(Old);
        _folder.Write("a", "one", Old.AddSeconds(-1));
        BuildId before = await IdAsync(clock);

        // The clock of the disk may give a second change the time of the first.
        _folder.Write("a", "two", Old.AddSeconds(-1));

        Assert.NotEqual(before, await IdAsync(clock));
    }

    [Fact]
    public async Task A_damaged_cache_is_as_good_as_none()
    {
        _folder.Write("a", "one", Old);
        BuildId before = await IdAsync();
        string file = Assert.Single(Directory.GetFiles(_cache.Path));
        byte[] bytes = await File.ReadAllBytesAsync(file);
        for (int length = 0; length < bytes.Length; length++)
        {
            byte[] damaged = [.. bytes];
            damaged[length] ^= 0x55;
            await File.WriteAllBytesAsync(file, length % 2 == 0 ? damaged : bytes[..length]);
            Assert.Equal(before, await IdAsync());
        }
    }

    [Fact]
    public async Task A_cache_that_cannot_be_written_does_not_matter()
    {
        _folder.Write("a", "one", Old);

        Assert.Equal(await IdAsync(), (await AppDeployment.FromFolderAsync(_folder.Path, Options with { HashCacheFolder = _cache.Write("file") })).Id);
        Assert.Equal(await IdAsync(), (await AppDeployment.FromFolderAsync(_folder.Path, Options with { HashCacheFolder = null })).Id);
    }

    [Fact]
    public async Task A_pipe_in_the_folder_does_not_block()
    {
        using Process maker = Process.Start("mkfifo", [_folder["pipe"]]);
        await maker.WaitForExitAsync().Within();

        AppDeployment deployment = await AppDeployment.FromFolderAsync(_folder.Path, Options).Within();

        Assert.Equal(0, Assert.Single(deployment.Manifest.Files).Size);
    }

    [Fact]
    public async Task A_binary_travels_with_the_libraries_beside_it_and_nothing_else()
    {
        foreach (string file in (string[])["tool", "stranger", "notes.txt", "libSkia.so.1.2", "Native.dll"])
        {
            _folder.Write(file, file);
        }

        File.CreateSymbolicLink(_folder["libSkia.so.1"], "libSkia.so.1.2");
        File.SetUnixFileMode(_folder["tool"], UnixFileMode.UserRead | UnixFileMode.UserExecute);

        AppDeployment deployment = await AppDeployment.FromAppAsync(new RunnableApp(_folder.Path, "tool", BuildKind.Native, "net10.0"), Options);

        Assert.Equal(["Native.dll", "libSkia.so.1", "libSkia.so.1.2", "tool"], deployment.Manifest.Files.Select(static file => file.Path));
        Assert.True(deployment.Manifest.Files[^1].IsExecutable);
        Assert.Equal(14, deployment.Manifest.Files[1].Size);
    }

    [Fact]
    public async Task A_file_that_never_is_what_it_says_is_named()
    {
        // The kernel's own files have a size that is not the one of their content, like one that changes during each reading.
        File.CreateSymbolicLink(_folder["online"], "/sys/devices/system/cpu/online");

        var error = await Assert.ThrowsAsync<InvalidPackageException>(async () => await AppDeployment.FromFolderAsync(_folder.Path, Options));

        Assert.Contains("cpu/online' changes while it is read", error.Message, StringComparison.Ordinal);
    }

    private async Task<string[]> PathsAsync(DeploymentOptions options) =>
        [.. (await AppDeployment.FromFolderAsync(_folder.Path, options)).Manifest.Files.Select(static file => file.Path)];

    private async Task<BuildId> IdAsync(TimeProvider? clock = null) =>
        (await AppDeployment.FromFolderAsync(_folder.Path, Options with { TimeProvider = clock ?? TimeProvider.System })).Id;
}
