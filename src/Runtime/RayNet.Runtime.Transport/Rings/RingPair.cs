using System.IO.MemoryMappedFiles;
using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;

namespace RayNet.Runtime.Transport.Rings;

/// <summary>
/// Both directions of a link in memory that its two processes share, and the bells of who waits. The memory stays mapped while a thread uses it (<see cref="TryHold"/>), also when the pair is
/// disposed meanwhile.
/// </summary>
internal sealed unsafe class RingPair : IDisposable
{
    /// <summary>The memory, and for each direction the bells of its reader and of its writer.</summary>
    internal const int Descriptors = 5;

    /// <summary>Bytes that a direction holds. More than a batch of calls, and not so much that it leaves the cache.</summary>
    private const int Capacity = 256 * 1024;

    private const int DirectionSize = Ring.HeaderSize + Capacity;
    private const long Size = 2 * DirectionSize;

    private readonly SafeMemoryMappedViewHandle _view;
    private readonly SafeFileHandle[] _bells;

    private RingPair(SafeFileHandle file, SafeFileHandle[] bells, bool isFirst)
    {
        _bells = bells;

        // The mapping is all that is needed from now on.
        using var mapped = MemoryMappedFile.CreateFromFile(file, null, Size, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        _view = mapped.CreateViewAccessor(0, Size).SafeMemoryMappedViewHandle;
        byte* start = null;
        _view.AcquirePointer(ref start);
        RingNative.KeepOutOfCoreDumps(start, (nuint)Size);
        var one = new Ring(start, Capacity);
        var other = new Ring(start + DirectionSize, Capacity);
        (Output, Input) = isFirst ? (one, other) : (other, one);
        int own = isFirst ? 0 : 2;
        int others = 2 - own;
        (PeerReads, OwnRoom) = (bells[own], bells[own + 1]);
        (OwnBytes, PeerWrites) = (bells[others], bells[others + 1]);
    }

    internal static bool IsSupported => DescriptorPassing.IsSupported;

    /// <summary>What this side writes.</summary>
    internal Ring Output { get; }

    /// <summary>What this side reads.</summary>
    internal Ring Input { get; }

    /// <summary>Rings when there are bytes for the other side.</summary>
    internal SafeFileHandle PeerReads { get; }

    /// <summary>Rings when there is room for what the other side writes.</summary>
    internal SafeFileHandle PeerWrites { get; }

    /// <summary>Is rung when there are bytes for this side.</summary>
    internal SafeFileHandle OwnBytes { get; }

    /// <summary>Is rung when there is room for what this side writes.</summary>
    internal SafeFileHandle OwnRoom { get; }

    /// <summary>Makes the memory and gives it to the other side, which waits for it in <see cref="Receive"/>. On a socket that blocks.</summary>
    /// <exception cref="IOException">No memory or descriptor is left, or the other side is gone.</exception>
    internal static RingPair Send(Socket socket)
    {
        SafeFileHandle? file = RingNative.TryCreateMemory(Size);
        var bells = new SafeFileHandle?[Descriptors - 1];
        for (int i = 0; i < bells.Length; i++)
        {
            bells[i] = RingNative.TryCreateBell();
        }

        try
        {
            if (file is null || Array.Exists(bells, static bell => bell is null))
            {
                throw new IOException("No shared memory can be had for the link: the process may have as many files open as it is allowed to (ulimit -n).");
            }

            DescriptorPassing.Send(socket, [file, .. bells.Select(static bell => bell!)]);
            return new RingPair(file, bells!, isFirst: true);
        }
        catch
        {
            file?.Dispose();
            Array.ForEach(bells, static bell => bell?.Dispose());
            throw;
        }
    }

    /// <summary>Waits for what the other side sends.</summary>
    /// <exception cref="IOException">Something else came.</exception>
    internal static RingPair Receive(Socket socket)
    {
        SafeFileHandle[] received = DescriptorPassing.Receive(socket, Descriptors) ?? [];
        try
        {
            if (received.Length == 0 || !RingNative.IsSealed(received[0], Size))
            {
                throw new IOException("The other side sent no shared memory for the link.");
            }

            return new RingPair(received[0], received[1..], isFirst: false);
        }
        catch
        {
            Array.ForEach(received, static descriptor => descriptor.Dispose());
            throw;
        }
    }

    /// <summary>Keeps the memory mapped until <see cref="Release"/>; <see langword="false"/> when the pair was disposed.</summary>
    internal bool TryHold()
    {
        bool held = false;
        try
        {
            _view.DangerousAddRef(ref held);
        }
        catch (ObjectDisposedException)
        {
            // Between the end of the link and the next look of who reads.
        }

        return held;
    }

    internal void Release() => _view.DangerousRelease();

    public void Dispose()
    {
        if (!_view.IsClosed)
        {
            _view.ReleasePointer();
            _view.Dispose();
        }

        Array.ForEach(_bells, static bell => bell.Dispose());
    }
}
