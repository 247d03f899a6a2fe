using System.Buffers;

namespace RayNet.Runtime.Transport;

/// <summary>A batch that grows. The link has two: one gathers while the other is sent.</summary>
internal sealed class FrameBuffer : IBufferWriter<byte>
{
    private const int Initial = 16 * 1024;
    private const int KeptAtMost = 1024 * 1024;

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
        Length = 0;
        if (_bytes.Length > KeptAtMost)
        {
            _bytes = GC.AllocateUninitializedArray<byte>(Initial);
        }
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
