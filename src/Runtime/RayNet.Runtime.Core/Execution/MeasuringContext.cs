using System.Buffers;
using System.Runtime.CompilerServices;
using MessagePack;
using RayNet.CompilerServices;

namespace RayNet.Runtime.Execution;

/// <summary>Counts what is written and keeps nothing. References and handles count nothing: what they stand for is kept elsewhere.</summary>
internal sealed class MeasuringContext : WireContext, IBufferWriter<byte>
{
    private byte[] _scratch = new byte[1024];

    internal MeasuringContext() => Options = new WireOptions(this);

    internal WireOptions Options { get; }

    /// <summary>How much was written since the start.</summary>
    internal long Bytes { get; private set; }

    internal void Start() => Bytes = 0;

    public void Advance(int count) => Bytes += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (sizeHint > _scratch.Length)
        {
            _scratch = new byte[sizeHint];
        }

        return _scratch;
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    internal override void WriteReference(ref MessagePackWriter writer, ObjectCell cell) => writer.WriteNil();

    /// <summary>The numbers of a block are counted and not copied.</summary>
    internal override bool TryWriteBlock<T>(ref MessagePackWriter writer, ReadOnlySpan<T> items)
    {
        Bytes += (long)items.Length * Unsafe.SizeOf<T>();
        return true;
    }

    internal override ObjectCell<T> ReadReference<T>(ref MessagePackReader reader) => throw new NotSupportedException();

    internal override void WriteHandle(ref MessagePackWriter writer, ActorHandle handle) => writer.WriteNil();

    internal override ActorHandle<TActor> ReadHandle<TActor>(ref MessagePackReader reader) => throw new NotSupportedException();

    internal override ActorHandle ReadHandle(ref MessagePackReader reader) => throw new NotSupportedException();
}
