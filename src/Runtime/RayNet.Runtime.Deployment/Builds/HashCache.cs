using System.Text;
using RayNet.Runtime.Deployment.Files;

namespace RayNet.Runtime.Deployment.Builds;

/// <summary>
/// Hashes of the files of one folder from earlier runs, in a file of the user, so that a build that did not change is not read again.
/// What is in it is only as good as sizes and times of files, as in every build system; the receiver of a file checks its hash anyway.
/// </summary>
internal sealed class HashCache
{
    private const int Version = 1;
    private const int KeptFolders = 64;

    /// <summary>A file that changed this recently may change again without another time of its own.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, Entry> _known = new(StringComparer.Ordinal);
    private readonly string? _file;
    private readonly string _folder;

    private HashCache(string? file, string folder)
    {
        _file = file;
        _folder = folder;
    }

    /// <summary>Where caches lie when nobody says otherwise, or <see langword="null"/> for a user without a home.</summary>
    internal static string? DefaultFolder
    {
        get
        {
            string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            string? cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } xdg ? xdg
                : OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
                : home.Length > 0 ? Path.Combine(home, OperatingSystem.IsMacOS() ? "Library/Caches" : ".cache")
                : null;
            return string.IsNullOrEmpty(cache) ? null : Path.Combine(cache, "raynet", "hashes");
        }
    }

    /// <summary>Reads the cache of a folder. A cache that is missing or damaged is empty.</summary>
    internal static HashCache Open(string? cacheFolder, string folder)
    {
        if (cacheFolder is null)
        {
            return new HashCache(null, folder);
        }

        string name = FileHash.Of(Encoding.UTF8.GetBytes(folder)).ToString()[..16];
        var cache = new HashCache(Path.Combine(cacheFolder, name), folder);
        try
        {
            cache.Load();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            cache._known.Clear();
        }

        return cache;
    }

    internal bool TryGet(ScannedFile file, out FileHash hash)
    {
        bool known = _known.TryGetValue(file.Path, out Entry entry) && entry.Size == file.Size && entry.Modified == file.Modified;
        hash = entry.Hash;
        return known;
    }

    /// <summary>Replaces the cache by these files. A cache that cannot be written is none, which costs time and nothing else.</summary>
    internal void Save(IReadOnlyList<(ScannedFile File, FileHash Hash)> files, DateTimeOffset now)
    {
        if (_file is null)
        {
            return;
        }

        long settled = (now - Settled).UtcTicks;
        try
        {
            string folder = Path.GetDirectoryName(_file)!;
            PrivateFolder.Create(folder);
            string temporary = $"{_file}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.new";
            File.WriteAllBytes(temporary, Write([.. files.Where(item => item.File.Modified < settled)]));
            File.Move(temporary, _file, overwrite: true);
            RemoveOldest(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A home that is read-only or full is no reason to fail.
        }
    }

    private static void RemoveOldest(string folder)
    {
        FileInfo[] files = new DirectoryInfo(folder).GetFiles();
        foreach (FileInfo file in files.OrderByDescending(static file => file.LastWriteTimeUtc).Skip(KeptFolders))
        {
            file.Delete();
        }
    }

    private void Load()
    {
        if (!File.Exists(_file))
        {
            return;
        }

        byte[] bytes = File.ReadAllBytes(_file);
        if (bytes.Length < FileHash.Length)
        {
            return;
        }

        int length = bytes.Length - FileHash.Length;
        if (FileHash.Of(bytes.AsSpan(0, length)) != new FileHash(bytes.AsSpan(length)))
        {
            return;
        }

        using var reader = new BinaryReader(new MemoryStream(bytes, 0, length), Encoding.UTF8);
        if (reader.ReadInt32() != Version || reader.ReadString() != _folder)
        {
            return;
        }

        int count = reader.ReadInt32();
        for (int i = 0; i < count; i++)
        {
            string path = reader.ReadString();
            _known[path] = new Entry(reader.ReadInt64(), reader.ReadInt64(), new FileHash(reader.ReadBytes(FileHash.Length)));
        }
    }

    private byte[] Write(List<(ScannedFile File, FileHash Hash)> files)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        Span<byte> bytes = stackalloc byte[FileHash.Length];
        writer.Write(Version);
        writer.Write(_folder);
        writer.Write(files.Count);
        foreach ((ScannedFile file, FileHash hash) in files)
        {
            writer.Write(file.Path);
            writer.Write(file.Size);
            writer.Write(file.Modified);
            hash.CopyTo(bytes);
            writer.Write(bytes);
        }

        writer.Flush();
        FileHash.Of(stream.GetBuffer().AsSpan(0, (int)stream.Length)).CopyTo(bytes);
        writer.Write(bytes);
        writer.Flush();
        return stream.ToArray();
    }

    private readonly record struct Entry(long Size, long Modified, FileHash Hash);
}
