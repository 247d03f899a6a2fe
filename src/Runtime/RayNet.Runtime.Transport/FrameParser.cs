namespace RayNet.Runtime.Transport;

/// <summary>Cuts a stream of bytes into frames. Bytes come in pieces of any size; nothing is allocated for what fits the buffer.</summary>
internal sealed class FrameParser(int maxFrameBytes)
{
    private const int Initial = 128 * 1024;

    private byte[] _bytes = GC.AllocateUninitializedArray<byte>(Initial, pinned: true);
    private int _start;
    private int _end;

    internal delegate void FrameHandler(in FrameHeader header, ReadOnlyMemory<byte> payload, bool isLone);

    /// <summary>Where the next bytes go.</summary>
    internal Memory<byte> Free
    {
        get
        {
            MakeRoom();
            return _bytes.AsMemory(_end);
        }
    }

    internal int MaxFrameBytes { get; set; } = maxFrameBytes;

    internal void Advance(int count) => _end += count;

    /// <summary>Adds bytes that are in memory already.</summary>
    internal void Append(ReadOnlySpan<byte> bytes, FrameHandler handler)
    {
        while (!bytes.IsEmpty)
        {
            Span<byte> free = Free.Span;
            int count = Math.Min(free.Length, bytes.Length);
            bytes[..count].CopyTo(free);
            bytes = bytes[count..];
            Advance(count);
            Parse(handler);
        }
    }

    /// <summary>Whether bytes of further frames are here already.</summary>
    internal bool HasRest => _end > _start;

    /// <summary>Takes one frame, while the link is not made yet.</summary>
    internal bool TryTake(out FrameHeader header, out ReadOnlySpan<byte> payload)
    {
        header = default;
        payload = default;
        if (_end - _start < FrameHeader.Size)
        {
            return false;
        }

        header = FrameHeader.Read(_bytes.AsSpan(_start, FrameHeader.Size));
        Check(header);
        if (_end - _start < FrameHeader.Size + header.Length)
        {
            return false;
        }

        payload = _bytes.AsSpan(_start + FrameHeader.Size, header.Length);
        _start += FrameHeader.Size + header.Length;
        return true;
    }

    /// <summary>Hands out the frames that are complete.</summary>
    /// <exception cref="LinkException">What arrived is no frame, or one over the limit.</exception>
    internal void Parse(FrameHandler handler)
    {
        bool first = true;
        while (_end - _start >= FrameHeader.Size)
        {
            FrameHeader header = FrameHeader.Read(_bytes.AsSpan(_start, FrameHeader.Size));
            Check(header);
            int total = FrameHeader.Size + header.Length;
            if (_end - _start < total)
            {
                break;
            }

            int payload = _start + FrameHeader.Size;
            _start += total;
            handler(header, _bytes.AsMemory(payload, header.Length), first && _start == _end);
            first = false;
        }

        if (_start == _end)
        {
            _start = _end = 0;
        }
    }

    private void Check(in FrameHeader header)
    {
        if (header.Length < 0 || header.Length > MaxFrameBytes)
        {
            throw new LinkException(
                LinkError.FrameTooLarge,
                $"A frame of {(uint)header.Length} bytes arrived; the limit is {MaxFrameBytes}. Put large values into the object store with Ray.Put and pass the reference.");
        }

        if (header.Kind == FrameKind.None)
        {
            throw new LinkException(LinkError.Protocol, "What arrived is no frame of RayNet. Is something else connected to this address?");
        }
    }

    private void MakeRoom()
    {
        int pending = _end - _start;
        if (_start > 0 && (_end == _bytes.Length || pending < 4096))
        {
            _bytes.AsSpan(_start, pending).CopyTo(_bytes);
            _start = 0;
            _end = pending;
        }

        if (pending >= FrameHeader.Size)
        {
            long needed = FrameHeader.Size + (long)FrameHeader.Read(_bytes.AsSpan(_start, FrameHeader.Size)).Length;
            if (needed > _bytes.Length)
            {
                // Grows as bytes arrive, not by what a header claims.
                Grow((int)Math.Min(needed, Math.Max(_bytes.Length * 2L, pending + Initial)));
            }
        }
        else if (pending == 0 && _bytes.Length > 8 * Initial)
        {
            _bytes = GC.AllocateUninitializedArray<byte>(Initial, pinned: true);
        }

        if (_end == _bytes.Length)
        {
            Grow(_bytes.Length * 2);
        }
    }

    private void Grow(int size)
    {
        if (size <= _bytes.Length)
        {
            return;
        }

        byte[] larger = GC.AllocateUninitializedArray<byte>(size, pinned: true);
        int pending = _end - _start;
        _bytes.AsSpan(_start, pending).CopyTo(larger);
        _bytes = larger;
        _start = 0;
        _end = pending;
    }
}
