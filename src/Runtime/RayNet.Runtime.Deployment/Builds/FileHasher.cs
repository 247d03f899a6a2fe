using System.Buffers;
using System.Security.Cryptography;

namespace RayNet.Runtime.Deployment.Builds;

/// <summary>Reads files for their hashes, several at a time.</summary>
internal static class FileHasher
{
    private const int BufferSize = 256 * 1024;
    private const int Attempts = 3;

    /// <summary>Hashes what the cache does not know, and hands the cache everything.</summary>
    internal static async ValueTask<List<BuildFile>> HashAsync(List<ScannedFile> files, HashCache cache, TimeProvider clock, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        var hashed = new (ScannedFile File, FileHash Hash)[files.Count];
        List<int> missing = [];
        for (int i = 0; i < hashed.Length; i++)
        {
            hashed[i] = cache.TryGet(files[i], out FileHash hash) ? (files[i], hash) : default;
            if (hashed[i].File.Path is null)
            {
                missing.Add(i);
            }
        }

        // The largest first: it would be the one that everybody waits for.
        missing.Sort((left, right) => files[right].Size.CompareTo(files[left].Size));
        await Parallel.ForEachAsync(missing, cancellationToken, (i, token) =>
        {
            hashed[i] = HashOne(files[i], token);
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        if (missing.Count > 0)
        {
            cache.Save(hashed, now);
        }

        return [.. hashed.Select(static item => new BuildFile(item.File.Path, item.Hash, item.File.Size, item.File.IsExecutable))];
    }

    /// <summary>The hash of a file's content as it is now.</summary>
    internal static FileHash HashOf(string path, CancellationToken cancellationToken, out long size)
    {
        using Microsoft.Win32.SafeHandles.SafeFileHandle handle = File.OpenHandle(path, options: FileOptions.SequentialScan, share: FileShare.ReadWrite | FileShare.Delete);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            size = 0;
            for (int read; (read = RandomAccess.Read(handle, buffer, size)) > 0; size += read)
            {
                cancellationToken.ThrowIfCancellationRequested();
                hash.AppendData(buffer, 0, read);
            }

            return new FileHash(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>A file that changes under the reading is read again.</summary>
    private static (ScannedFile File, FileHash Hash) HashOne(ScannedFile file, CancellationToken cancellationToken)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            // An empty file is not opened: pipes and sockets look like one, and reading them would wait for ever.
            if (file.Size == 0)
            {
                return (file, FileHash.Empty);
            }

            FileHash hash;
            long size;
            try
            {
                hash = HashOf(file.FullPath, cancellationToken, out size);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new InvalidPackageException($"The file '{file.FullPath}' cannot be read: {exception.Message} Close what holds it, or exclude it.", exception);
            }

            ScannedFile now = FolderScanner.Look(new FileInfo(file.FullPath), file.Path);
            if (size == file.Size && now == file)
            {
                return (file, hash);
            }

            file = now;
        }

        throw new InvalidPackageException($"The file '{file.FullPath}' changes while it is read. Wait until the build is done, or exclude it if it is written by the program.");
    }
}
