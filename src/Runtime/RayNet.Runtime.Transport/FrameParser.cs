namespace RayNet.Runtime.Transport;

/// <summary>Cuts a stream of bytes into frames. Bytes come in pieces of any size; nothing is allocated for what fits the buffer.</summary>
/// <param name="maxFrameBytes">The largest payload, until <see cref="Widen"/>.</param>
internal sealed class FrameParser(int maxFrameBytes)
{
    /// <summary>Enough for a greeting: whoever connects costs no more until it is known.</summary>
    private const int Narrow = 4 * 1024;

    private const int Usual = 128 * 1024;

    /// <summary>A buffer above this goes when a large frame is through: a link that is idle from now on would keep it.</summary>
    private const int KeptAtMost = 4 * 1024 * 1024;

    /// <summary>A smaller one goes after so many receives that did not need it, so that large frames one after the other do not allocate.</summary>
    private const int QuietReceives = 32;

    /// <summary>Less room than this is not worth a receive.</summary>
    private const int LeastRoom = 2 * 1024;

    private int _maxFrameBytes = maxFrameBytes;
    private int _usual = Narrow;
    private byte[] _bytes = GC.AllocateUninitializedArray<byte>(Narrow, pinned: true);
    private int _quiet;
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

    /// <summary>Whether bytes of further frames are here already.</summary>
    internal bool HasRest => _end > _start;

    /// <summary>The other side is known: frames may be as large as a link's, and the buffer takes many.</summary>
    internal void Widen(int maxFrameBytes)
    {
        _maxFrameBytes = Math.Min(maxFrameBytes, Array.MaxLength - FrameHeader.Size);
        _usual = Usual;
        Grow(Usual);
    }

    internal void Advance(int count) => _end += count;

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
        if (_end - _start - FrameHeader.Size < header.Length)
        {
            return false;
        }

        payload = _bytes.AsSpan(_start + FrameHeader.Size, header.Length);
        _start += FrameHeader.Size + header.Length;
        return true;
    }

    /// <summary>
    /// Hands out the frames that are complete. After the last of them the parser is not touched: while the handler ran, another thread may
    /// have taken over the reading, and with it the parser.
    /// </summary>
    /// <exception cref="LinkException">What arrived is no frame, or one over the limit.</exception>
    internal void Parse(FrameHandler handler)
    {
        bool first = true;
        while (_end - _start >= FrameHeader.Size)
        {
            FrameHeader header = FrameHeader.Read(_bytes.AsSpan(_start, FrameHeader.Size));
            Check(header);
            if (_end - _start - FrameHeader.Size < header.Length)
            {
                return;
            }

            ReadOnlyMemory<byte> payload = _bytes.AsMemory(_start + FrameHeader.Size, header.Length);
            _start += FrameHeader.Size + header.Length;
            if (_start == _end)
            {
                _start = _end = 0;
                handler(header, payload, first);
                return;
            }

            handler(header, payload, isLone: false);
            first = false;
        }
    }

    private void Check(in FrameHeader header)
    {
        if ((uint)header.Length > (uint)_maxFrameBytes)
        {
            throw new LinkException(
                LinkError.FrameTooLarge,
                $"A frame of {(uint)header.Length} bytes arrived; the limit is {_maxFrameBytes}. Put large values into the object store with Ray.Put and pass the reference.");
        }

        if (header.Kind == FrameKind.None)
        {
            throw new LinkException(LinkError.Protocol, "What arrived is no frame of RayNet. Is something else connected to this address?");
        }
    }

    private void MakeRoom()
    {
        int pending = _end - _start;
        if (pending == 0)
        {
            _start = _end = 0;
            if (_bytes.Length > _usual && (_bytes.Length > KeptAtMost || ++_quiet > QuietReceives))
            {
                _quiet = 0;
                _bytes = GC.AllocateUninitializedArray<byte>(_usual, pinned: true);
            }

            return;
        }

        long needed = pending < FrameHeader.Size ? FrameHeader.Size : FrameHeader.Size + (long)FrameHeader.Read(_bytes.AsSpan(_start, FrameHeader.Size)).Length;
        if (needed > _usual)
        {
            _quiet = 0;
        }

        if (needed > _bytes.Length)
        {
            // Grows as bytes arrive, not by what a header claims.
            if (_bytes.Length - pending < LeastRoom)
            {
                Grow((int)Math.Min(Math.Max(needed, pending + LeastRoom), _bytes.Length * 2L));
            }
            else
            {
                Compact(pending);
            }
        }
        else if (_start > 0 && (_bytes.Length - _end < LeastRoom || _start + needed > _bytes.Length))
        {
            Compact(pending);
        }
        else if (_end == _bytes.Length)
        {
            Grow((int)Math.Min(Array.MaxLength, _bytes.Length * 2L));
        }
    }

    private void Compact(int pending)
    {
        if (_start > 0)
        {
            _bytes.AsSpan(_start, pending).CopyTo(_bytes);
            _start = 0;
            _end = pending;
        }
    }

    private void Grow(int size)
    {
        int pending = _end - _start;
        byte[] larger = size > _bytes.Length ? GC.AllocateUninitializedArray<byte>(size, pinned: true) : _bytes;
        _bytes.AsSpan(_start, pending).CopyTo(larger);
        _bytes = larger;
        _start = 0;
        _end = pending;
    }
}
