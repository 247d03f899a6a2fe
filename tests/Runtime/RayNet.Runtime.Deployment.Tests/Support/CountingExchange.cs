using System.Collections.Concurrent;
using RayNet.Runtime.Deployment.Builds;
using RayNet.Runtime.Deployment.Files;

namespace RayNet.Runtime.Deployment.Tests;

/// <summary>Counts what travels, and breaks where a test wants it to.</summary>
internal sealed class CountingExchange(IFileExchange inner) : IFileExchange
{
    private long _bytes;

    public ConcurrentQueue<(string Hash, long Offset, int Length)> Written { get; } = [];

    public ConcurrentQueue<(string Hash, long Offset, int Length)> Read { get; } = [];

    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Called before each chunk.</summary>
    public Action<string, long>? BeforeChunk { get; set; }

    public Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> Alter { get; set; } = static data => data;

    public Func<BuildManifest?, BuildManifest?> AlterManifest { get; set; } = static manifest => manifest;

    public Func<Task> BeforeManifest { get; set; } = static () => Task.CompletedTask;

    public ValueTask<IReadOnlyList<string>> FindMissingAsync(IReadOnlyList<string> hashes, CancellationToken cancellationToken) => inner.FindMissingAsync(hashes, cancellationToken);

    public async ValueTask<long> WriteChunkAsync(string hash, long offset, long totalSize, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        BeforeChunk?.Invoke(hash, offset);
        Written.Enqueue((hash, offset, data.Length));
        Interlocked.Add(ref _bytes, data.Length);
        return await inner.WriteChunkAsync(hash, offset, totalSize, Alter(data), cancellationToken);
    }

    public async ValueTask<ReadOnlyMemory<byte>> ReadChunkAsync(string hash, long offset, int maxBytes, CancellationToken cancellationToken)
    {
        BeforeChunk?.Invoke(hash, offset);
        ReadOnlyMemory<byte> data = await inner.ReadChunkAsync(hash, offset, maxBytes, cancellationToken);
        Read.Enqueue((hash, offset, data.Length));
        Interlocked.Add(ref _bytes, data.Length);
        return Alter(data);
    }

    public async ValueTask PutManifestAsync(BuildManifest manifest, CancellationToken cancellationToken)
    {
        await BeforeManifest();
        await inner.PutManifestAsync(manifest, cancellationToken);
    }

    public async ValueTask<BuildManifest?> GetManifestAsync(string buildId, CancellationToken cancellationToken)
    {
        await BeforeManifest();
        return AlterManifest(await inner.GetManifestAsync(buildId, cancellationToken));
    }
}
