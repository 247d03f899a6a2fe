using System.Text;
using Microsoft.Extensions.Time.Testing;
using RayNet.Runtime.Deployment.Builds;
using RayNet.Runtime.Deployment.Files;

namespace RayNet.Runtime.Deployment.Tests.Files;

public sealed class DeploymentCacheTests : IDisposable
{
    private static readonly UnixFileMode ReadOnly = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private static readonly UnixFileMode Executable = ReadOnly | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly TempFolder _app = new();
    private readonly TempFolder _nodeFolder = new();
    private readonly NodeFiles _head = new();
    private readonly CountingExchange _exchange;
    private readonly FakeTimeProvider _clock = new();
    private NodeFiles _node;

    public DeploymentCacheTests()
    {
        _exchange = new CountingExchange(_head.Service);
        _node = Restart();
    }

    public void Dispose()
    {
        _node.Dispose();
        _head.Dispose();
        _nodeFolder.Dispose();
        _app.Dispose();
    }

    [Fact]
    public async Task A_build_becomes_a_folder_with_its_files()
    {
        _app.Write("App.dll", "app");
        _app.Write("de/App.resources.dll", "deutsch");
        File.SetUnixFileMode(_app.Write("run", "binary"), Executable | UnixFileMode.UserWrite);
        AppDeployment build = await UploadAsync();

        using DeploymentLease lease = await AcquireAsync(build.Id);

        Assert.Equal("app", await File.ReadAllTextAsync(Path.Combine(lease.Folder, "App.dll")));
        Assert.Equal("deutsch", await File.ReadAllTextAsync(Path.Combine(lease.Folder, "de/App.resources.dll")));
        Assert.Equal(ReadOnly, File.GetUnixFileMode(Path.Combine(lease.Folder, "App.dll")));
        Assert.Equal(Executable, File.GetUnixFileMode(Path.Combine(lease.Folder, "run")));
        Assert.Equal(3, Directory.GetFiles(lease.Folder, "*", SearchOption.AllDirectories).Length);
        Assert.Equal(3, _exchange.Read.Count);
    }

    [Theory]
    [InlineData("Native", "App", true)]
    [InlineData("SelfContained", "App.dll", true)]
    [InlineData("FrameworkDependent", "App.dll", false)]
    public async Task The_binary_of_a_build_from_windows_can_be_executed(string kind, string entry, bool executable)
    {
        _app.Write("App", "binary");
        _app.Write("App.dll", "assembly");
        AppDeployment files = await UploadAsync();
        var manifest = BuildManifest.Create(Enum.Parse<BuildKind>(kind), entry, "net10.0", files.Manifest.Files);
        await _head.Service.PutManifestAsync(manifest, CancellationToken.None);

        using DeploymentLease lease = await AcquireAsync(manifest.Id);

        Assert.Equal([("App", executable), ("App.dll", false)], Directory.GetFiles(lease.Folder).Order(StringComparer.Ordinal).Select(static file => (Path.GetFileName(file), File.GetUnixFileMode(file) == Executable)));
    }

    [Fact]
    public async Task Whoever_asks_at_the_same_time_gets_one_folder_that_was_made_once()
    {
        AppDeployment build = await UploadAsync(50);

        DeploymentLease[] leases = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => AcquireAsync(build.Id)))).Within();

        Assert.Single(leases.Select(static lease => lease.Folder).Distinct());
        Assert.Equal(50, _exchange.Read.Count);
    }

    [Fact]
    public async Task Files_that_did_not_change_do_not_travel_again()
    {
        (await AcquireAsync((await UploadAsync(10)).Id)).Dispose();
        _app.Write("file3", "changed");
        AppDeployment changed = await UploadAsync();

        using DeploymentLease lease = await AcquireAsync(changed.Id);

        Assert.Equal(11, _exchange.Read.Count);
        Assert.Equal("changed", await File.ReadAllTextAsync(Path.Combine(lease.Folder, "file3")));
    }

    [Fact]
    public async Task A_node_that_starts_again_has_its_builds()
    {
        AppDeployment build = await UploadAsync(5);
        (await AcquireAsync(build.Id)).Dispose();
        _node = Restart();

        using DeploymentLease lease = await _node.Cache.AcquireAsync(build.Id, null, CancellationToken.None).Within();

        Assert.Equal(5, _exchange.Read.Count);
    }

    [Theory]
    [InlineData("content")]
    [InlineData("size")]
    [InlineData("missing")]
    [InlineData("more")]
    public async Task A_folder_that_was_damaged_meanwhile_is_made_again(string how)
    {
        AppDeployment build = await UploadAsync(5);
        DeploymentLease first = await AcquireAsync(build.Id);
        first.Dispose();
        string path = Path.Combine(first.Folder, "file2");
        File.SetUnixFileMode(path, ReadOnly | UnixFileMode.UserWrite);
        switch (how)
        {
            case "content":
                // Through the link, this damages the stored file as well.
                await File.WriteAllTextAsync(path, "content !");
                break;
            case "size":
                await File.AppendAllTextAsync(path, "!");
                break;
            case "missing":
                File.Delete(path);
                break;
            default:
                await File.WriteAllTextAsync(path + ".dll", "stranger");
                break;
        }

        _node = Restart();
        using DeploymentLease lease = await AcquireAsync(build.Id);

        Assert.Equal("content 2", await File.ReadAllTextAsync(path));
        Assert.Equal(5, Directory.GetFiles(lease.Folder).Length);
    }

    [Fact]
    public async Task Half_a_folder_of_a_run_that_was_killed_goes()
    {
        string half = Directory.CreateDirectory(Path.Combine(_node.Root, "builds", $"{FileHash.Empty}.abc.new")).FullName;
        await File.WriteAllTextAsync(Path.Combine(half, "x"), "x");

        _node = Restart();

        Assert.False(Directory.Exists(half));
    }

    [Fact]
    public async Task A_build_goes_when_no_job_has_used_it_for_a_while_and_comes_back_without_travelling()
    {
        AppDeployment build = await UploadAsync(5);
        DeploymentLease lease = await AcquireAsync(build.Id);
        _clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(0, _node.Cache.Collect(TimeSpan.FromMinutes(10)));
        lease.Dispose();
        lease.Dispose();
        Assert.Equal(0, _node.Cache.Collect(TimeSpan.FromMinutes(10)));
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(1, _node.Cache.Collect(TimeSpan.FromMinutes(10)));

        Assert.False(Directory.Exists(lease.Folder));
        using DeploymentLease again = await AcquireAsync(build.Id);
        Assert.True(Directory.Exists(again.Folder));
        Assert.Equal(5, _exchange.Read.Count);
    }

    [Fact]
    public async Task Builds_of_earlier_runs_that_nobody_asks_for_go_too()
    {
        (await AcquireAsync((await UploadAsync(5)).Id)).Dispose();
        _node = Restart();
        _clock.Advance(TimeSpan.FromHours(1));
        _app.Write("file1", "changed");

        using DeploymentLease other = await AcquireAsync((await UploadAsync()).Id);

        Assert.Equal([other.Folder], Directory.GetDirectories(Path.Combine(_node.Root, "builds")));
    }

    [Fact]
    public async Task A_build_that_nobody_sent_is_an_error_that_names_it()
    {
        var unknown = new BuildId(Manifests.HashOf("unknown"));

        Assert.Contains(unknown.ToString(), (await Assert.ThrowsAsync<InvalidPackageException>(() => AcquireAsync(unknown))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_failure_the_next_request_tries_again()
    {
        AppDeployment build = await UploadAsync(5);
        _exchange.BeforeChunk = static (_, _) => throw new IOException("The connection is gone.");
        await Assert.ThrowsAsync<IOException>(() => AcquireAsync(build.Id));
        _exchange.BeforeChunk = null;

        using DeploymentLease lease = await AcquireAsync(build.Id);

        Assert.Equal(5, Directory.GetFiles(lease.Folder).Length);
    }

    [Fact]
    public async Task A_waiter_that_gives_up_does_not_stop_the_others()
    {
        AppDeployment build = await UploadAsync(5);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _exchange.BeforeManifest = () => gate.Task;
        using var cancelled = new CancellationTokenSource();
        Task<DeploymentLease> first = _node.Cache.AcquireAsync(build.Id, _exchange, cancelled.Token).AsTask();
        Task<DeploymentLease> second = AcquireAsync(build.Id);

        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();

        using DeploymentLease lease = await second;
        Assert.Equal(5, Directory.GetFiles(lease.Folder).Length);
    }

    [Theory]
    [InlineData("other build")]
    [InlineData("traversal")]
    [InlineData("wrong bytes")]
    [InlineData("no bytes")]
    [InlineData("too many bytes")]
    public async Task A_source_that_lies_is_refused_and_nothing_is_left(string how)
    {
        AppDeployment build = await UploadAsync(3);
        switch (how)
        {
            case "other build":
                _exchange.AlterManifest = static _ => Manifests.App();
                break;
            case "traversal":
                _exchange.AlterManifest = static _ => Manifests.Folder(Manifests.File("../../escaped"));
                break;
            case "wrong bytes":
                _exchange.Alter = static data => new byte[data.Length];
                break;
            case "no bytes":
                _exchange.Alter = static _ => default;
                break;
            default:
                _exchange.Alter = static data => new byte[data.Length + 1];
                break;
        }

        await Assert.ThrowsAsync<InvalidPackageException>(() => AcquireAsync(build.Id));

        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(_node.Root, "builds")));
        Assert.Equal(0, _node.Store.Bytes);
    }

    [Fact]
    public async Task A_build_larger_than_the_store_is_an_error()
    {
        AppDeployment build = await UploadAsync(5);
        using var small = new NodeFiles(new FileStoreOptions { MaxBytes = 30 });

        var error = await Assert.ThrowsAsync<InvalidPackageException>(() => small.Cache.AcquireAsync(build.Id, _exchange, CancellationToken.None).Within());

        Assert.Contains("is full", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_working_directory_can_be_written_and_is_nobody_elses()
    {
        _app.Write("data/input.txt", "input");
        AppDeployment build = await UploadAsync();
        using DeploymentLease lease = await AcquireAsync(build.Id);

        await _node.Cache.CopyAsync(lease, _nodeFolder["one"], CancellationToken.None);
        await _node.Cache.CopyAsync(lease, _nodeFolder["two"], CancellationToken.None);
        await File.WriteAllTextAsync(_nodeFolder["one/data/input.txt"], "changed");

        Assert.Equal("input", await File.ReadAllTextAsync(_nodeFolder["two/data/input.txt"]));
        Assert.Equal("input", await File.ReadAllTextAsync(Path.Combine(lease.Folder, "data/input.txt")));
    }

    private async Task<AppDeployment> UploadAsync(int files = 0)
    {
        for (int i = 0; i < files; i++)
        {
            _app.Write($"file{i}", Encoding.UTF8.GetBytes($"content {i}"));
        }

        AppDeployment deployment = await AppDeployment.FromFolderAsync(_app.Path, new DeploymentOptions { HashCacheFolder = null });
        await new DeploymentUploader(_head.Service).UploadAsync(deployment, CancellationToken.None);
        return deployment;
    }

    private Task<DeploymentLease> AcquireAsync(BuildId id) => _node.Cache.AcquireAsync(id, _exchange, CancellationToken.None).Within();

    private NodeFiles Restart()
    {
        _node?.Dispose();
        return new NodeFiles(new FileStoreOptions { TimeProvider = _clock }, _nodeFolder, cache: new DeploymentCacheOptions { TimeProvider = _clock });
    }
}
