using System.Globalization;
using Microsoft.Win32.SafeHandles;
using RayNet.Runtime.ObjectStore.Mapping;

namespace RayNet.Runtime.ObjectStore.Spilling;

/// <summary>One file for each object. A file has its name only once it is complete, and is checked when it is read.</summary>
internal sealed class FileSpillStorage : ISpillStorage
{
    private const int ChunkSize = 4 << 20;
    private const long MostKeptFree = 10L << 30;

    private readonly FileSpillOptions _options;
    private readonly SpillDirectory _directory;
    private readonly DriveInfo _drive;
    private readonly long _keptFree;
    private long _lastFile;

    internal FileSpillStorage(FileSpillOptions options)
    {
        _options = options;
        _directory = new SpillDirectory(options.Directory);
        _drive = new DriveInfo(_directory.FullName);
        _keptFree = options.MinimumFree ?? Math.Min(_drive.TotalSize / 20, MostKeptFree);
    }

    public string Description => $"'{_options.Directory}'";

    public async Task<SpillTicket> WriteAsync(ObjectId id, ArenaRange content, CancellationToken cancellationToken)
    {
        // An object that is made anew may be written while the file of the one before it is being deleted.
        string path = Path.Combine(_directory.FullName, string.Create(CultureInfo.InvariantCulture, $"{id}-{Interlocked.Increment(ref _lastFile)}"));
        string temporary = path + ".tmp";
        try
        {
            CheckRoom(id, content.Size);
            await WriteFileAsync(temporary, id, content, cancellationToken).ConfigureAwait(false);
            File.Move(temporary, path);
            return new SpillTicket(path, content.Size);
        }
        catch (Exception exception)
        {
            TryDelete(temporary);
            if (exception is IOException or UnauthorizedAccessException)
            {
                throw IsDiskFull(exception) ? DiskFull(id, content.Size, exception) : Failed(id, content.Size, exception);
            }

            throw;
        }
    }

    public async Task ReadAsync(ObjectId id, SpillTicket ticket, ArenaRange destination, CancellationToken cancellationToken)
    {
        try
        {
            using SafeFileHandle file = File.OpenHandle(ticket.Location, options: FileOptions.SequentialScan);
            byte[] head = new byte[SpillFileHeader.Size];
            int headSize = await RandomAccess.ReadAsync(file, head, 0, cancellationToken).ConfigureAwait(false);
            if (!SpillFileHeader.TryRead(head.AsSpan(0, headSize), out SpillFileHeader header) || header.Id != id || header.ContentSize != destination.Size)
            {
                throw Damaged(ticket, "its header is not that of the object");
            }

            if (await ReadContentAsync(file, ticket, destination, cancellationToken).ConfigureAwait(false) != header.Checksum)
            {
                throw Damaged(ticket, "its checksum is wrong");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            bool isGone = exception is FileNotFoundException or DirectoryNotFoundException;
            throw new SpillException(
                $"'{ticket.Location}' cannot be read: {exception.Message} {(isGone ? "Files of a running store must not be moved or deleted." : "The object stays on disk; repair the disk and ask for it again.")}",
                exception,
                isGone);
        }
    }

    public Task DeleteAsync(SpillTicket ticket, CancellationToken cancellationToken)
    {
        File.Delete(ticket.Location);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task WriteFileAsync(string path, ObjectId id, ArenaRange content, CancellationToken cancellationToken)
    {
        // The room is taken at once: a disk that is too small says so before gigabytes are written.
        using SafeFileHandle file = File.OpenHandle(
            path, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.None, preallocationSize: SpillFileHeader.Size + content.Size);
        var checksum = new Checksum();
        for (long position = 0; position < content.Size; position += ChunkSize)
        {
            ReadOnlyMemory<byte> chunk = content.Read(position, (int)Math.Min(ChunkSize, content.Size - position));
            checksum.Add(chunk.Span);
            await RandomAccess.WriteAsync(file, chunk, SpillFileHeader.Size + position, cancellationToken).ConfigureAwait(false);
        }

        byte[] header = new byte[SpillFileHeader.Size];
        new SpillFileHeader(id, content.Size, checksum.Value).Write(header);
        await RandomAccess.WriteAsync(file, header, 0, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<uint> ReadContentAsync(SafeFileHandle file, SpillTicket ticket, ArenaRange destination, CancellationToken cancellationToken)
    {
        var checksum = new Checksum();
        for (long position = 0; position < destination.Size;)
        {
            Memory<byte> chunk = destination.Write(position, (int)Math.Min(ChunkSize, destination.Size - position));
            int read = await RandomAccess.ReadAsync(file, chunk, SpillFileHeader.Size + position, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                throw Damaged(ticket, $"it ends after {position} of {destination.Size} bytes");
            }

            checksum.Add(chunk.Span[..read]);
            position += read;
        }

        return checksum.Value;
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What the caller is about to hear of says more. The file goes with the directory.
        }
    }

    private static bool IsDiskFull(Exception exception)
    {
        // ENOSPC and EDQUOT; ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL.
        int code = exception.HResult & 0xFFFF;
        return OperatingSystem.IsWindows() ? code is 39 or 112 : code is 28 or 122;
    }

    private static SpillException Damaged(SpillTicket ticket, string how) => new($"'{ticket.Location}' is damaged: {how}.", isLost: true);

    private void CheckRoom(ObjectId id, long size)
    {
        if (_drive.AvailableFreeSpace - _keptFree < size + SpillFileHeader.Size)
        {
            throw DiskFull(id, size, null);
        }
    }

    private SpillException DiskFull(ObjectId id, long size, Exception? exception) => new(
        $"Object {id} of {size} bytes cannot be moved to {Description}: the disk is full ({_drive.AvailableFreeSpace} bytes free, of which {_keptFree} are kept free). "
        + "The object stays in memory. Make room on the disk, or choose another directory.",
        exception);

    private SpillException Failed(ObjectId id, long size, Exception exception) => new(
        $"Object {id} of {size} bytes cannot be moved to {Description}: {exception.Message} The object stays in memory. Repair the disk, or choose another directory.", exception);
}
