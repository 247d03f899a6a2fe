using System.Text;
using RayNet.Runtime.Deployment.Builds;
using RayNet.Runtime.Deployment.Files;

namespace RayNet.Runtime.Deployment.Tests.Files;

/// <summary>A head that lacks the files of a job which began under another one.</summary>
public sealed class GatheredFilesTests : IDisposable
{
    private static readonly BuildManifest Build = Manifests.App(Manifests.File("a.bin", "first"), Manifests.File("b.bin", "second"));

    private readonly NodeFiles _head = new();
    private readonly NodeFiles _node = new();
    private readonly LogRecorder _log = new();

    public void Dispose()
    {
        _head.Dispose();
        _node.Dispose();
    }

    [Fact]
    public async Task A_build_comes_from_a_node_that_has_it_and_is_complete_when_it_is_told()
    {
        await FillAsync(_node);
        using var empty = new NodeFiles();
        GatheredFiles files = Gathered(() => [empty.Service, new OfferedFiles(_node.Service)]);

        Assert.Equal(Build.Id, (await files.GetManifestAsync(Build.Id.ToHex(), CancellationToken.None))?.Id);

        Assert.Empty(await _head.Store.FindMissingAsync([.. Build.Files.Select(static file => file.Hash)], CancellationToken.None));
        Assert.Equal("first"u8.ToArray(), (await files.ReadChunkAsync(Manifests.HashOf("first").ToString(), 0, 100, CancellationToken.None)).ToArray());
    }

    [Fact]
    public async Task Whoever_asks_at_once_makes_it_travel_once()
    {
        await FillAsync(_node);
        var counting = new CountingExchange(_node.Service);
        GatheredFiles files = Gathered(() => [counting]);

        BuildManifest?[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => files.GetManifestAsync(Build.Id.ToHex(), CancellationToken.None).AsTask()));

        Assert.All(answers, static manifest => Assert.Equal(Build.Id, manifest?.Id));
        Assert.Equal(Build.Files.Sum(static file => file.Size), counting.Bytes);
    }

    [Fact]
    public async Task A_node_that_gives_other_bytes_is_not_believed_and_the_next_one_is_asked()
    {
        await FillAsync(_node);
        var lying = new CountingExchange(_node.Service) { Alter = static data => Encoding.UTF8.GetBytes(new string('x', data.Length)) };
        GatheredFiles files = Gathered(() => [lying, _node.Service]);

        Assert.Equal(Build.Id, (await files.GetManifestAsync(Build.Id.ToHex(), CancellationToken.None))?.Id);
        Assert.Equal("second"u8.ToArray(), (await files.ReadChunkAsync(Manifests.HashOf("second").ToString(), 0, 100, CancellationToken.None)).ToArray());
    }

    [Fact]
    public async Task A_node_that_is_not_back_yet_is_waited_for()
    {
        await FillAsync(_node);
        int asked = 0;
        GatheredFiles files = Gathered(() => Interlocked.Increment(ref asked) == 1 ? [] : [_node.Service]);

        Assert.Equal(Build.Id, (await files.GetManifestAsync(Build.Id.ToHex(), CancellationToken.None))?.Id);
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task What_no_job_needs_is_not_waited_for() => Assert.Null(await Gathered(static () => null).GetManifestAsync(Build.Id.ToHex(), CancellationToken.None));

    [Fact]
    public async Task A_node_takes_no_files_from_others()
    {
        var offered = new OfferedFiles(_node.Service);
        InvalidPackageException refused = await Assert.ThrowsAsync<InvalidPackageException>(async () => await offered.WriteChunkAsync(Manifests.HashOf("first").ToString(), 0, 5, "first"u8.ToArray(), CancellationToken.None));
        Assert.Contains("Send it to the head", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidPackageException>(async () => await offered.PutManifestAsync(Build, CancellationToken.None));
    }

    private static async Task FillAsync(NodeFiles node)
    {
        foreach (string content in new[] { "app", "first", "second" })
        {
            await node.AddAsync(Encoding.UTF8.GetBytes(content));
        }

        await node.Service.PutManifestAsync(Build, CancellationToken.None);
    }

    private GatheredFiles Gathered(Func<IReadOnlyList<IFileExchange>?> sources) => new(_head.Store, _head.Manifests, _head.Service, _ => sources(), TimeProvider.System, _log);
}
