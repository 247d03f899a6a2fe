using Microsoft.Win32.SafeHandles;
using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Files;

/// <summary>
/// Files on their way into a store, chunk by chunk and in order. What has come stays when its sender goes away, also over a restart, so
/// that the next one goes on there.
/// </summary>
internal sealed class PartialFiles
{
    private readonly Lock _gate = new();
    private readonly Dictionary<FileHash, PartialFile> _partials = [];
    private readonly FileStore _store;
    private readonly FileStoreOptions _options;

    internal PartialFiles(FileStore store, FileStoreOptions options)
    {
        _store = store;
        _options = options;
        DateTime oldest = options.TimeProvider.GetUtcNow().UtcDateTime - options.PartialFileLifetime;
        foreach (FileInfo file in new DirectoryInfo(store.TemporaryFolder).EnumerateFiles())
        {
            if (!FileHash.TryParse(file.Name, out _) || file.LastWriteTimeUtc < oldest)
            {
                file.Delete();
            }
        }
    }

    /// <summary>Adds a chunk, and the file to the store if it was the last one. Returns how many bytes are here.</summary>
    internal async ValueTask<long> WriteAsync(FileHash hash, long offset, long total, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await HasAsync(hash, total, cancellationToken).ConfigureAwait(false))
            {
                return total;
            }

            PartialFile partial = GetOrAdd(hash, total);
            await partial.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                if (!partial.IsClosed)
                {
                    return await AppendAsync(hash, partial, offset, data, cancellationToken).ConfigureAwait(false);
                }
            }
            finally
            {
                partial.Gate.Release();
            }
        }
    }

    private async ValueTask<bool> HasAsync(FileHash hash, long total, CancellationToken cancellationToken)
    {
        if (!await _store.VerifyAsync(hash, cancellationToken).ConfigureAwait(false) || !_store.TryUse(hash, out long size))
        {
            return false;
        }

        return size == total ? true : throw BuildErrors.Refused($"the file {hash} is sent with {total} bytes, and has {size}");
    }

    private async ValueTask<long> AppendAsync(FileHash hash, PartialFile partial, long offset, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        partial.LastUsed = _options.TimeProvider.GetUtcNow();
        if (offset == partial.Received && (data.Length > 0 || partial.Total == 0))
        {
            using (SafeFileHandle handle = File.OpenHandle(PathOf(hash), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous))
            {
                await RandomAccess.WriteAsync(handle, data, offset, cancellationToken).ConfigureAwait(false);
            }

            partial.Received += data.Length;
            if (partial.Received == partial.Total)
            {
                await FinishAsync(hash, partial).ConfigureAwait(false);
            }
        }

        return partial.Received;
    }

    private async ValueTask FinishAsync(FileHash hash, PartialFile partial)
    {
        try
        {
            // Reads the whole file: not on the thread that reads the network.
            await Task.Run(() => _store.Publish(hash, partial.Total, PathOf(hash), reserved: partial.Total)).ConfigureAwait(false);
            partial.IsReserved = false;
        }
        finally
        {
            lock (_gate)
            {
                Close(hash, partial);
            }
        }
    }

    private PartialFile GetOrAdd(FileHash hash, long total)
    {
        lock (_gate)
        {
            if (_partials.TryGetValue(hash, out PartialFile? known))
            {
                if (known.Total == total)
                {
                    return known;
                }

                // One of two senders lies about the size, and nobody knows which: the one that comes now gets its chance.
                if (!TryAbandon(hash, known))
                {
                    throw BuildErrors.Refused($"the file {hash} is sent by two senders that disagree about its size");
                }
            }

            DateTimeOffset now = _options.TimeProvider.GetUtcNow();
            RemoveStale(now);
            if (_partials.Count >= _options.MaxPartialFiles)
            {
                throw BuildErrors.Refused($"{_partials.Count} files are on their way to the store '{_store.Root}' already, which is its limit. Try again when they are there");
            }

            _store.Reserve(total);
            var left = new FileInfo(PathOf(hash));
            long received = left.Exists ? left.Length : 0;
            if (received > 0 && received >= total)
            {
                left.Delete();
                received = 0;
            }

            return _partials[hash] = new PartialFile(total, received, now);
        }
    }

    private void RemoveStale(DateTimeOffset now)
    {
        foreach ((FileHash hash, PartialFile partial) in _partials.Where(item => now - item.Value.LastUsed > _options.PartialFileLifetime).ToList())
        {
            TryAbandon(hash, partial);
        }
    }

    /// <summary>Gives up a file that nobody writes to now.</summary>
    private bool TryAbandon(FileHash hash, PartialFile partial)
    {
        if (!partial.Gate.Wait(0))
        {
            return false;
        }

        try
        {
            File.Delete(PathOf(hash));
            Close(hash, partial);
            return true;
        }
        finally
        {
            partial.Gate.Release();
        }
    }

    private void Close(FileHash hash, PartialFile partial)
    {
        partial.IsClosed = true;
        _partials.Remove(hash);
        if (partial.IsReserved)
        {
            partial.IsReserved = false;
            _store.Unreserve(partial.Total);
        }
    }

    private string PathOf(FileHash hash) => Path.Combine(_store.TemporaryFolder, hash.ToString());
}
