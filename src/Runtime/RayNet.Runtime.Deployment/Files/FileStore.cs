using Microsoft.Win32.SafeHandles;
using RayNet.Runtime.Deployment.Builds;
using RayNet.Runtime.Deployment.Logging;

namespace RayNet.Runtime.Deployment.Files;

/// <summary>
/// Files of builds on this machine, each once, under the hash of its content. One process owns a store at a time. Nothing is flushed to
/// the disk: a file from an earlier run is read once before it is trusted, which finds what a power failure left of it.
/// </summary>
internal sealed class FileStore : IDisposable
{
    /// <summary>Eviction goes on to this share of the limit, so that it does not run for every file.</summary>
    private const double EvictTo = 0.9;

    private readonly Lock _gate = new();
    private readonly Dictionary<FileHash, StoredFile> _files = [];
    private readonly FileStoreOptions _options;
    private readonly FileStream _owner;
    private long _bytes;
    private long _reserved;

    private FileStore(string root, FileStoreOptions options, FileStream owner)
    {
        Root = root;
        _options = options;
        _owner = owner;
        Directory.CreateDirectory(FilesFolder);
        Directory.CreateDirectory(TemporaryFolder);
        Load();
        Partials = new PartialFiles(this, options);
    }

    internal string Root { get; }

    internal TimeProvider Clock => _options.TimeProvider;

    /// <summary>Files on their way.</summary>
    internal PartialFiles Partials { get; }

    /// <summary>Bytes of whole files.</summary>
    internal long Bytes
    {
        get
        {
            lock (_gate)
            {
                return _bytes;
            }
        }
    }

    internal string TemporaryFolder => Path.Combine(Root, "partial");

    private string FilesFolder => Path.Combine(Root, "files");

    /// <summary>Opens the store in a folder, or makes it.</summary>
    /// <exception cref="InvalidOptionException">Another process has it.</exception>
    internal static FileStore Open(string root, FileStoreOptions? options = null)
    {
        root = Path.GetFullPath(root);
        PrivateFolder.Create(root);
        FileStream owner;
        try
        {
            owner = new FileStream(Path.Combine(root, "store.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new InvalidOptionException($"The file store '{root}' is in use by another process. Give each node a folder of its own.", exception);
        }

        return new FileStore(root, options ?? new FileStoreOptions(), owner);
    }

    public void Dispose() => _owner.Dispose();

    internal string PathOf(FileHash hash)
    {
        string name = hash.ToString();
        return Path.Combine(FilesFolder, name[..2], name);
    }

    /// <summary>The size of a file that is here, and a use of it. Its content may not have been looked at yet.</summary>
    internal bool TryUse(FileHash hash, out long size)
    {
        lock (_gate)
        {
            size = 0;
            if (!_files.TryGetValue(hash, out StoredFile? file))
            {
                return false;
            }

            file.LastUsed = _options.TimeProvider.GetUtcNow();
            size = file.Size;
            return true;
        }
    }

    /// <summary>Whether a file is here with the content of its hash. Reads it the first time, and removes it if it is damaged.</summary>
    internal ValueTask<bool> VerifyAsync(FileHash hash, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_files.TryGetValue(hash, out StoredFile? file))
            {
                return new ValueTask<bool>(false);
            }

            file.LastUsed = _options.TimeProvider.GetUtcNow();
            if (file.IsVerified)
            {
                return new ValueTask<bool>(true);
            }
        }

        return new ValueTask<bool>(Task.Run(() => Verify(hash, cancellationToken), cancellationToken));
    }

    /// <summary>Those of the hashes that have no file here.</summary>
    internal async ValueTask<List<FileHash>> FindMissingAsync(IReadOnlyCollection<FileHash> hashes, CancellationToken cancellationToken)
    {
        var missing = new List<FileHash>();
        var checks = new List<(FileHash Hash, Task<bool> Check)>();
        foreach (FileHash hash in hashes)
        {
            ValueTask<bool> check = VerifyAsync(hash, cancellationToken);
            if (!check.IsCompletedSuccessfully)
            {
                checks.Add((hash, check.AsTask()));
            }
            else if (!await check.ConfigureAwait(false))
            {
                missing.Add(hash);
            }
        }

        foreach ((FileHash hash, Task<bool> check) in checks)
        {
            if (!await check.ConfigureAwait(false))
            {
                missing.Add(hash);
            }
        }

        return missing;
    }

    /// <summary>Reads a part of a file.</summary>
    internal async ValueTask<ReadOnlyMemory<byte>> ReadAsync(FileHash hash, long offset, int maxBytes, CancellationToken cancellationToken)
    {
        if (!await VerifyAsync(hash, cancellationToken).ConfigureAwait(false) || !TryUse(hash, out long size))
        {
            throw NotHere(hash);
        }

        if (offset < 0 || offset > size)
        {
            throw BuildErrors.Refused($"offset {offset} of the file {hash} was asked for, which has {size} bytes");
        }

        byte[] buffer = new byte[(int)Math.Min(Math.Max(maxBytes, 0), size - offset)];
        try
        {
            using SafeFileHandle handle = File.OpenHandle(PathOf(hash), share: FileShare.ReadWrite | FileShare.Delete, options: FileOptions.Asynchronous);
            int read = 0;
            while (read < buffer.Length && await RandomAccess.ReadAsync(handle, buffer.AsMemory(read), offset + read, cancellationToken).ConfigureAwait(false) is > 0 and var count)
            {
                read += count;
            }

            return buffer.AsMemory(0, read);
        }
        catch (FileNotFoundException)
        {
            throw NotHere(hash);
        }
    }

    /// <summary>Takes a finished file in, if it has the content that it claims. Two that bring the same file are both right.</summary>
    /// <param name="hash">What it claims to be.</param>
    /// <param name="size">How long it claims to be.</param>
    /// <param name="temporary">Where it is, on the same disk.</param>
    /// <param name="reserved">Room that was kept for it and is used up by it.</param>
    internal void Publish(FileHash hash, long size, string temporary, long reserved)
    {
        FileHash actual = FileHasher.HashOf(temporary, CancellationToken.None, out long actualSize);
        if (actual != hash || actualSize != size)
        {
            File.Delete(temporary);
            throw BuildErrors.Refused($"the file {hash} of {size} bytes arrived with the hash {actual} and {actualSize} bytes. It is damaged, or changed while it was sent");
        }

        string path = PathOf(hash);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(temporary, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Move(temporary, path, overwrite: true);
        lock (_gate)
        {
            _reserved -= reserved;
            if (_files.TryAdd(hash, new StoredFile(hash, size, _options.TimeProvider.GetUtcNow()) { IsVerified = true }))
            {
                _bytes += size;
            }
        }
    }

    /// <summary>Makes room for bytes that are going to come.</summary>
    /// <exception cref="InvalidPackageException">There is none.</exception>
    internal void Reserve(long bytes)
    {
        lock (_gate)
        {
            if (_bytes + _reserved + bytes > _options.MaxBytes)
            {
                Evict((long)(_options.MaxBytes * EvictTo) - _reserved - bytes);
            }

            if (_bytes + _reserved + bytes > _options.MaxBytes)
            {
                throw BuildErrors.Refused($"the file store '{Root}' is full: {bytes} bytes more do not fit into its {_options.MaxBytes}, and everything in it is in use. End jobs, or raise its limit");
            }

            _reserved += bytes;
        }
    }

    internal void Unreserve(long bytes)
    {
        lock (_gate)
        {
            _reserved -= bytes;
        }
    }

    /// <summary>Keeps files here. Those that are not here are not kept, and are told.</summary>
    internal FilePins Pin(IEnumerable<FileHash> hashes, out List<FileHash> missing)
    {
        var pinned = new List<FileHash>();
        missing = [];
        lock (_gate)
        {
            foreach (FileHash hash in hashes.Distinct())
            {
                if (_files.TryGetValue(hash, out StoredFile? file))
                {
                    file.Pins++;
                    file.LastUsed = _options.TimeProvider.GetUtcNow();
                    pinned.Add(hash);
                }
                else
                {
                    missing.Add(hash);
                }
            }
        }

        return new FilePins(this, pinned);
    }

    internal void Unpin(IReadOnlyCollection<FileHash> hashes)
    {
        lock (_gate)
        {
            foreach (FileHash hash in hashes)
            {
                // A damaged file is removed although it is pinned.
                if (_files.TryGetValue(hash, out StoredFile? file) && file.Pins > 0)
                {
                    file.Pins--;
                }
            }
        }
    }

    private static InvalidPackageException NotHere(FileHash hash) => new($"The file {hash} is not in the store any more. Send the build again.");

    private void Load()
    {
        foreach (FileInfo file in new DirectoryInfo(FilesFolder).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            if (FileHash.TryParse(file.Name, out FileHash hash))
            {
                _files[hash] = new StoredFile(hash, file.Length, file.LastAccessTimeUtc);
                _bytes += file.Length;
            }
        }
    }

    private bool Verify(FileHash hash, CancellationToken cancellationToken)
    {
        string path = PathOf(hash);
        bool good;
        try
        {
            good = FileHasher.HashOf(path, cancellationToken, out _) == hash;
        }
        catch (IOException)
        {
            good = false;
        }

        lock (_gate)
        {
            if (!_files.TryGetValue(hash, out StoredFile? file))
            {
                return false;
            }

            if (good)
            {
                file.IsVerified = true;
                // Across runs, the least recently used is told by the time of access.
                TryTouch(path);
                return true;
            }

            _files.Remove(hash);
            _bytes -= file.Size;
            File.Delete(path);
        }

        _options.Logger.FileDamaged(hash);
        return false;
    }

    private void TryTouch(string path)
    {
        try
        {
            File.SetLastAccessTimeUtc(path, _options.TimeProvider.GetUtcNow().UtcDateTime);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The order of eviction is all that suffers.
        }
    }

    private void Evict(long target)
    {
        int count = 0;
        long before = _bytes;
        foreach (StoredFile file in _files.Values.Where(static file => file.Pins == 0).OrderBy(static file => file.LastUsed).ToList())
        {
            if (_bytes <= target)
            {
                break;
            }

            File.Delete(PathOf(file.Hash));
            _files.Remove(file.Hash);
            _bytes -= file.Size;
            count++;
        }

        if (count > 0)
        {
            _options.Logger.FilesEvicted(count, before - _bytes);
        }
    }
}
