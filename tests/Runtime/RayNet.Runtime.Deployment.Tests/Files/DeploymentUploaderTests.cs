using RayNet.Runtime.Deployment.Builds;
using RayNet.Runtime.Deployment.Files;

namespace RayNet.Runtime.Deployment.Tests.Files;

public sealed class DeploymentUploaderTests : IDisposable
{
    private const int ChunkSize = 1000;

    private readonly TempFolder _app = new();
    private readonly NodeFiles _head = new();
    private readonly CountingExchange _exchange;

    public DeploymentUploaderTests() => _exchange = new CountingExchange(_head.Service);

    public void Dispose()
    {
        _app.Dispose();
        _head.Dispose();
    }

    [Fact]
    public async Task A_build_arrives_whole_in_chunks()
    {
        AppDeployment deployment = await MakeAsync(("a.bin", 2500), ("sub/b.bin", 1000), ("empty", 0));

        UploadResult result = await UploadAsync(deployment);

        Assert.Equal(new UploadResult(3, 3500), result);
        Assert.Equal(3 + 1 + 1, _exchange.Written.Count);
        Assert.Equal(deployment.Id, (await _head.Service.GetManifestAsync(deployment.Id.ToHex(), CancellationToken.None))?.Id);
    }

    [Fact]
    public async Task Only_what_changed_travels_the_second_time()
    {
        await UploadAsync(await MakeAsync(("a.bin", 2500), ("b.bin", 700)));
        long before = _exchange.Bytes;

        UploadResult again = await UploadAsync(await MakeAsync(("a.bin", 2500), ("b.bin", 700)));
        UploadResult changed = await UploadAsync(await MakeAsync(("a.bin", 2500), ("b.bin", 701)));

        Assert.Equal(new UploadResult(0, 0), again);
        Assert.Equal(new UploadResult(1, 701), changed);
        Assert.Equal(before + 701, _exchange.Bytes);
    }

    [Fact]
    public async Task Two_files_with_one_content_travel_once()
    {
        _app.Write("x", "same");
        _app.Write("y", "same");

        UploadResult result = await UploadAsync(await AppDeployment.FromFolderAsync(_app.Path, NoCache));

        Assert.Equal(new UploadResult(1, 4), result);
    }

    [Fact]
    public async Task An_upload_that_broke_off_goes_on_where_it_ended()
    {
        AppDeployment deployment = await MakeAsync(("a.bin", 10_000));
        _exchange.BeforeChunk = (_, offset) =>
        {
            if (offset == 7000)
            {
                throw new IOException("The connection is gone.");
            }
        };
        await Assert.ThrowsAsync<IOException>(() => UploadAsync(deployment));
        long before = _exchange.Bytes;
        _exchange.BeforeChunk = null;

        await UploadAsync(deployment);

        // The first chunk asks where the other side is.
        Assert.Equal(1000 + 3000, _exchange.Bytes - before);
    }

    [Fact]
    public async Task A_file_that_somebody_began_with_something_else_is_sent_from_its_beginning()
    {
        AppDeployment deployment = await MakeAsync(("a.bin", 3000));
        string hash = deployment.Manifest.Files[0].Hash.ToString();
        await _head.Service.WriteChunkAsync(hash, 0, 3000, new byte[1500], CancellationToken.None);

        await UploadAsync(deployment);

        Assert.Empty(await _head.Service.FindMissingAsync([hash], CancellationToken.None));
    }

    [Fact]
    public async Task Many_drivers_of_one_build_do_not_disturb_each_other()
    {
        AppDeployment deployment = await MakeAsync(("a.bin", 50_000), ("b.bin", 30_000), ("c.bin", 999));

        UploadResult[] results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => UploadAsync(deployment)))).Within();

        Assert.Equal(6, results.Length);
        Assert.Empty(await _head.Service.FindMissingAsync([.. deployment.Manifest.Files.Select(static file => file.Hash.ToString())], CancellationToken.None));
    }

    [Theory]
    [InlineData(2000)]
    [InlineData(3000)]
    [InlineData(-1)]
    public async Task A_file_that_was_built_again_meanwhile_is_named(int newSize)
    {
        AppDeployment deployment = await MakeAsync(("a.bin", 3000));
        if (newSize < 0)
        {
            File.Delete(_app["a.bin"]);
        }
        else
        {
            _app.Write("a.bin", new byte[newSize]);
        }

        var error = await Assert.ThrowsAsync<InvalidPackageException>(() => UploadAsync(deployment));

        Assert.Contains("'a.bin' has changed on this machine since the program started", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_only_grew_is_sent_as_it_was()
    {
        AppDeployment deployment = await MakeAsync(("log.txt", 3000));
        _app.Write("log.txt", [.. Random(3000), 1, 2, 3]);

        Assert.Equal(new UploadResult(1, 3000), await UploadAsync(deployment));
    }

    [Fact]
    public async Task A_store_that_never_gets_further_is_an_error()
    {
        AppDeployment deployment = await MakeAsync(("a.bin", 3000));
        _exchange.Alter = static _ => default;

        var error = await Assert.ThrowsAsync<InvalidPackageException>(() => UploadAsync(deployment).Within());

        Assert.Contains("'a.bin' does not arrive", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_the_store_loses_before_the_list_comes_is_sent_again()
    {
        AppDeployment deployment = await MakeAsync(("a.bin", 3000));
        bool lost = false;
        _exchange.BeforeManifest = () =>
        {
            if (!lost)
            {
                lost = true;
                // Something large comes, and nothing keeps the file yet.
                _head.Store.Reserve(new FileStoreOptions().MaxBytes - 100);
                _head.Store.Unreserve(new FileStoreOptions().MaxBytes - 100);
            }

            return Task.CompletedTask;
        };

        UploadResult result = await UploadAsync(deployment).Within();

        Assert.Equal(new UploadResult(2, 6000), result);
    }

    private static DeploymentOptions NoCache { get; } = new() { HashCacheFolder = null };

    private async Task<AppDeployment> MakeAsync(params (string Path, int Size)[] files)
    {
        foreach ((string path, int size) in files)
        {
            _app.Write(path, Random(size));
        }

        return await AppDeployment.FromFolderAsync(_app.Path, NoCache);
    }

    private static byte[] Random(int size)
    {
        byte[] content = new byte[size];
        new Random(size).NextBytes(content);
        return content;
    }

    private async Task<UploadResult> UploadAsync(AppDeployment deployment) =>
        await new DeploymentUploader(_exchange, 4, ChunkSize).UploadAsync(deployment, CancellationToken.None);
}
