using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RayNet.Runtime.Transport.Rings;

/// <summary>
/// A queue of bytes in memory that two processes share: one writes, the other one reads. Both positions only grow; each is written by one side. Whoever waits says so in a flag, looks once
/// more and sleeps; the other side looks at the flag after it has moved its position, and rings. A full fence between the two on both sides makes sure that one of them sees the other.
/// </summary>
internal readonly unsafe struct Ring
{
    /// <summary>Bytes of a direction besides its data: a line of the cache for what each side writes.</summary>
    internal const int HeaderSize = 256;

    private const int ReadAt = 0;
    private const int WrittenAt = 64;
    private const int ReaderSleepsAt = 128;
    private const int WriterSleepsAt = 192;
    private const int WriterCoreAt = 200;

    private readonly byte* _start;
    private readonly int _capacity;

    /// <summary>A direction whose header begins at an address.</summary>
    /// <param name="start">Where.</param>
    /// <param name="capacity">Bytes of data behind the header; a power of two.</param>
    internal Ring(byte* start, int capacity)
    {
        _start = start;
        _capacity = capacity;
    }

    private ref ulong ReadCount => ref Unsafe.AsRef<ulong>(_start + ReadAt);

    private ref ulong WrittenCount => ref Unsafe.AsRef<ulong>(_start + WrittenAt);

    private ref int ReaderSleeps => ref Unsafe.AsRef<int>(_start + ReaderSleepsAt);

    private ref int WriterSleeps => ref Unsafe.AsRef<int>(_start + WriterSleepsAt);

    /// <summary>The core on which the writer was when it wrote last.</summary>
    internal int WriterCore => Volatile.Read(ref Unsafe.AsRef<int>(_start + WriterCoreAt));

    /// <summary>The writer is about to write.</summary>
    internal void NoteWriterCore(int core) => Volatile.Write(ref Unsafe.AsRef<int>(_start + WriterCoreAt), core);

    /// <summary>Whether the writer can write. By the writer.</summary>
    internal bool HasRoom => WrittenCount - Volatile.Read(ref ReadCount) < (ulong)_capacity;

    /// <summary>Whether the writer is to be woken, as there is room. By the reader, after it has read.</summary>
    internal bool TakeSleepingWriter() => TakeSleeper(ref WriterSleeps);

    /// <summary>Whether the reader is to be woken, as there are bytes. By the writer, after it has written.</summary>
    internal bool TakeSleepingReader() => TakeSleeper(ref ReaderSleeps);

    /// <summary>The reader is about to sleep; it has to look once more.</summary>
    internal void BeginReaderSleep() => Begin(ref ReaderSleeps);

    /// <summary>The reader sleeps no more.</summary>
    internal void EndReaderSleep() => Volatile.Write(ref ReaderSleeps, 0);

    /// <summary>The writer is about to sleep; it has to look once more.</summary>
    internal void BeginWriterSleep() => Begin(ref WriterSleeps);

    /// <summary>The writer sleeps no more.</summary>
    internal void EndWriterSleep() => Volatile.Write(ref WriterSleeps, 0);

    /// <summary>Takes what has been written, as much as there is room for. By one thread at a time.</summary>
    /// <exception cref="LinkException">The other side wrote what no writer writes.</exception>
    internal int Read(Span<byte> buffer)
    {
        ulong read = ReadCount;
        ulong pending = Volatile.Read(ref WrittenCount) - read;
        if (pending == 0)
        {
            return 0;
        }

        int count = (int)Math.Min(Check(pending), (ulong)buffer.Length);
        int offset = Offset(read);
        int first = Math.Min(count, _capacity - offset);
        Data(offset, first).CopyTo(buffer);
        Data(0, count - first).CopyTo(buffer[first..]);
        Volatile.Write(ref ReadCount, read + (ulong)count);
        return count;
    }

    /// <summary>Writes as much as there is room for. By one thread at a time.</summary>
    /// <exception cref="LinkException">The other side wrote what no reader writes.</exception>
    internal int Write(ReadOnlySpan<byte> bytes)
    {
        ulong written = WrittenCount;
        int count = Math.Min(bytes.Length, _capacity - (int)Check(written - Volatile.Read(ref ReadCount)));
        int offset = Offset(written);
        int first = Math.Min(count, _capacity - offset);
        bytes[..first].CopyTo(Data(offset, first));
        bytes[first..count].CopyTo(Data(0, count - first));
        Volatile.Write(ref WrittenCount, written + (ulong)count);
        return count;
    }

    private static void Begin(ref int sleeps)
    {
        Volatile.Write(ref sleeps, 1);
        Interlocked.MemoryBarrier();
    }

    private static bool TakeSleeper(ref int sleeps)
    {
        Interlocked.MemoryBarrier();
        return Volatile.Read(ref sleeps) != 0 && Interlocked.Exchange(ref sleeps, 0) != 0;
    }

    private int Offset(ulong position) => (int)(position & (ulong)(_capacity - 1));

    private Span<byte> Data(int offset, int count) => MemoryMarshal.CreateSpan(ref Unsafe.AsRef<byte>(_start + HeaderSize + offset), count);

    /// <summary>Both positions are in memory that the other side can write: nothing outside of the data is touched, whatever is there.</summary>
    private ulong Check(ulong pending) => pending <= (ulong)_capacity
        ? pending
        : throw new LinkException(LinkError.Protocol, "The shared memory of the link is not as RayNet writes it.");
}
