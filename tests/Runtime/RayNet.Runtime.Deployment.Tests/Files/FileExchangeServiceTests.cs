using System.Text;
using CsCheck;
using RayNet.Runtime.Deployment.Builds;
using RayNet.Runtime.Deployment.Files;

namespace RayNet.Runtime.Deployment.Tests.Files;

/// <summary>What a head answers to callers that make mistakes or lie. After each of them it serves the next.</summary>
public sealed class FileExchangeServiceTests : IDisposable
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("content");
    private static readonly string Hash = FileHash.Of(Content).ToString();

    private readonly NodeFiles _head = new(limits: new PackageLimits { MaxFiles = 5, MaxFileSize = 10_000_000 });

    public void Dispose() => _head.Dispose();

    [Theory]
    [InlineData("", 0, 7, 7)]
    [InlineData("../../../../tmp/x", 0, 7, 7)]
    [InlineData("ED7002B439E9AC845F22357D822BAC1444730FBDB6016D3EC9432297B9EC9F73", 0, 7, 7)]
    [InlineData(null, -1, 7, 7)]
    [InlineData(null, 1, 7, 7)]
    [InlineData(null, 8, 7, 0)]
    [InlineData(null, long.MaxValue, 7, 7)]
    [InlineData(null, 0, -1, 7)]
    [InlineData(null, 0, 0, 0)]
    [InlineData(null, 0, 10_000_001, 7)]
    [InlineData(null, 0, long.MaxValue, 7)]
    [InlineData(null, 0, 10_000_000, 5_000_000)]
    public async Task A_chunk_out_of_range_is_refused(string? hash, long offset, long total, int length)
    {
        await Assert.ThrowsAsync<InvalidPackageException>(async () => await _head.Service.WriteChunkAsync(hash ?? Hash, offset, total, new byte[length], CancellationToken.None));

        await StillServesAsync();
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, -5)]
    [InlineData(-1, 10)]
    [InlineData(8, 10)]
    [InlineData(long.MaxValue, 10)]
    public async Task A_read_out_of_range_is_refused(long offset, int maxBytes)
    {
        await _head.AddAsync(Content);

        await Assert.ThrowsAsync<InvalidPackageException>(async () => await _head.Service.ReadChunkAsync(Hash, offset, maxBytes, CancellationToken.None));
    }

    [Fact]
    public async Task A_read_of_a_file_that_is_not_there_is_refused() =>
        Assert.Contains("Send the build again", (await Assert.ThrowsAsync<InvalidPackageException>(async () => await _head.Service.ReadChunkAsync(Hash, 0, 10, CancellationToken.None))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_chunk_ahead_of_what_is_there_changes_nothing_and_the_answer_says_where_to_go_on()
    {
        Assert.Equal(0, await _head.Service.WriteChunkAsync(Hash, 3, 7, Content.AsMemory(3), CancellationToken.None));
        Assert.Equal(3, await _head.Service.WriteChunkAsync(Hash, 0, 7, Content.AsMemory(0, 3), CancellationToken.None));
        Assert.Equal(3, await _head.Service.WriteChunkAsync(Hash, 0, 7, Content.AsMemory(0, 3), CancellationToken.None));
        Assert.Equal(7, await _head.Service.WriteChunkAsync(Hash, 3, 7, Content.AsMemory(3), CancellationToken.None));
        Assert.Equal(7, await _head.Service.WriteChunkAsync(Hash, 3, 7, Content.AsMemory(3), CancellationToken.None));
    }

    [Fact]
    public async Task A_file_that_is_there_has_its_size()
    {
        await _head.AddAsync(Content);

        await Assert.ThrowsAsync<InvalidPackageException>(async () => await _head.Service.WriteChunkAsync(Hash, 0, 8, new byte[8], CancellationToken.None));
    }

    [Fact]
    public async Task A_list_of_files_comes_after_the_files()
    {
        var error = await Assert.ThrowsAsync<InvalidPackageException>(async () => await _head.Service.PutManifestAsync(Manifests.App(), CancellationToken.None));

        Assert.Contains("'App.dll' was not sent", error.Message, StringComparison.Ordinal);
        Assert.Null(await _head.Service.GetManifestAsync(Manifests.App().Id.ToHex(), CancellationToken.None));
    }

    [Fact]
    public async Task A_list_that_lies_about_a_size_is_refused()
    {
        await _head.AddAsync(Encoding.UTF8.GetBytes("app"));
        BuildFile app = Manifests.File("App.dll", "app") with { Size = 4 };

        var error = await Assert.ThrowsAsync<InvalidPackageException>(async () => await _head.Service.PutManifestAsync(BuildManifest.Create(BuildKind.FrameworkDependent, "App.dll", "net10.0", [app]), CancellationToken.None));

        Assert.Contains("'App.dll' is listed with 4 bytes, and has 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_lists_are_refused_also_when_they_did_not_come_through_the_parser()
    {
        await Assert.ThrowsAsync<InvalidPackageException>(async () => await _head.Service.PutManifestAsync(Manifests.App(Manifests.File("../up")), CancellationToken.None));

        Assert.Empty(Directory.GetFiles(Path.Combine(_head.Root, "manifests")));
    }

    [Fact]
    public async Task Questions_are_limited_too()
    {
        await Assert.ThrowsAsync<InvalidPackageException>(async () => await _head.Service.FindMissingAsync([.. Enumerable.Repeat(Hash, 6)], CancellationToken.None));
        await Assert.ThrowsAsync<InvalidPackageException>(async () => await _head.Service.FindMissingAsync(["x"], CancellationToken.None));
        await Assert.ThrowsAsync<InvalidPackageException>(async () => await _head.Service.GetManifestAsync("../x", CancellationToken.None));
    }

    [Fact]
    public async Task A_build_that_is_retained_stays_although_others_come()
    {
        using var small = new NodeFiles(new FileStoreOptions { MaxBytes = 1000 });
        await small.AddAsync(Encoding.UTF8.GetBytes("app"));
        await small.Service.PutManifestAsync(Manifests.App(), CancellationToken.None);
        IDisposable retained = await small.Service.RetainAsync(Manifests.App().Id, CancellationToken.None);

        await small.AddAsync(new byte[990]);
        Assert.True(small.Store.TryUse(Manifests.HashOf("app"), out _));
        retained.Dispose();
        retained.Dispose();
        await small.AddAsync(new byte[991]);

        Assert.False(small.Store.TryUse(Manifests.HashOf("app"), out _));
        Assert.Contains("'App.dll'", (await Assert.ThrowsAsync<InvalidPackageException>(async () => await small.Service.RetainAsync(Manifests.App().Id, CancellationToken.None))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Random_calls_are_answered_or_refused_and_the_next_caller_is_served()
    {
        Gen<string> hash = Gen.OneOf(
            OneOf(Hash, FileHash.Empty.ToString(), "", ".."),
            Gen.Int[0, 3].Select(static i => FileHash.Of([(byte)i]).ToString()),
            Gen.String[Gen.Char["0123456789abcdef/."], 60, 66]);
        Gen<long> number = Gen.OneOf(Gen.Long[-2, 20], OneOf(long.MaxValue, long.MinValue, int.MaxValue, 10_000_000L));
        Gen<byte[]> data = Gen.OneOf(Gen.Byte.Array[0, 10], Gen.Const(Content), Gen.Int[0, 3].Select(static i => new[] { (byte)i }));

        await Gen.Select(Gen.Int[0, 4], hash, number, number, data).Array[1, 30].SampleAsync(
            async calls =>
            {
                foreach ((int kind, string text, long first, long second, byte[] bytes) in calls)
                {
                    try
                    {
                        await CallAsync(kind, text, first, second, bytes);
                    }
                    catch (InvalidPackageException)
                    {
                    }
                }

                await StillServesAsync();
            },
            iter: 300,
            threads: 1);
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private async Task CallAsync(int kind, string text, long first, long second, byte[] bytes)
    {
        switch (kind)
        {
            case 0:
                await _head.Service.FindMissingAsync([text], CancellationToken.None);
                break;
            case 1:
                await _head.Service.WriteChunkAsync(text, first, second, bytes, CancellationToken.None);
                break;
            case 2:
                ReadOnlyMemory<byte> read = await _head.Service.ReadChunkAsync(text, first, (int)Math.Clamp(second, -1, 100), CancellationToken.None);
                Assert.True(read.Length <= 100);
                break;
            case 3:
                await _head.Service.PutManifestAsync(ManifestSerializer.Parse(bytes, PackageLimits.Default), CancellationToken.None);
                break;
            default:
                await _head.Service.GetManifestAsync(text, CancellationToken.None);
                break;
        }
    }

    private async Task StillServesAsync()
    {
        Assert.Equal(Content.Length, await _head.Service.WriteChunkAsync(Hash, 0, Content.Length, Content, CancellationToken.None));
        Assert.Equal(Content, (await _head.Service.ReadChunkAsync(Hash, 0, 100, CancellationToken.None)).ToArray());
    }
}
