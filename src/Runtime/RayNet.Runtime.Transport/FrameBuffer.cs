using System.Buffers;

namespace RayNet.Runtime.Transport;

/// <summary>A batch that grows. The link has two: one gathers while the other is sent.</summary>
internal sealed class FrameBuffer : IBufferWriter<byte>
{
    private const int Initial = 16 * 1024;

    /// <summary>A buffer above this goes when it was not needed for a while, so that large frames one after the other do not allocate.</summary>
    private const int Large = 512 * 1024;

    /// <summary>A buffer above this goes at once: a link that is idle from now on would keep it.</summary>
    private const int KeptAtMost = 4 * 1024 * 1024;

    private const int QuietBatches = 32;

    private int _quiet;
    private byte[] _bytes = GC.AllocateUninitializedArray<byte>(Initial);

    internal int Length { get; private set; }

    internal ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    internal Span<byte> At(int start) => _bytes.AsSpan(start, Length - start);

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(Length);
    }

    internal void Truncate(int length) => Length = length;

    internal void Clear()
    {
        if (_bytes.Length > Large)
        {
            _quiet = Length > _bytes.Length / 4 ? 0 : _quiet + 1;
            if (_bytes.Length > KeptAtMost || _quiet > QuietBatches)
            {
                _quiet = 0;
                _bytes = GC.AllocateUninitializedArray<byte>(Initial);
            }
        }

        Length = 0;
    }

    private void Reserve(int sizeHint)
    {
        int needed = Length + Math.Max(sizeHint, 256);
        if (needed < 0)
        {
            throw new LinkException(LinkError.FrameTooLarge, "A batch of frames would be larger than 2 GiB. Put large values into the object store with Ray.Put and pass the reference.");
        }

        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(needed, _bytes.Length * 2L)));
        }
    }
}
