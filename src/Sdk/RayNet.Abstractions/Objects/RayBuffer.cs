using RayNet.CompilerServices;

namespace RayNet;

/// <summary>
/// Numbers that are written where readers will find them: made by <see cref="Ray.CreateBuffer{T}"/>, filled in place, then sealed into a reference without a
/// copy. One that is neither sealed nor disposed holds its memory until the garbage collector finds it.
/// </summary>
/// <typeparam name="T">A built-in number or <see cref="char"/>.</typeparam>
public sealed class RayBuffer<T> : IDisposable
    where T : unmanaged
{
    private readonly BufferMemory<T> _memory;

    internal RayBuffer(BufferMemory<T> memory) => _memory = memory;

    /// <summary>Gives up the memory of a buffer that was forgotten.</summary>
    ~RayBuffer()
    {
        // The constructor may not have come to the end.
        _memory?.TryFree();
    }

    /// <summary>How many numbers it has.</summary>
    public int Length => _memory.Count;

    /// <summary>The numbers, to be written. They are not zero at first. Nothing may be written through a span after <see cref="Seal"/>.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was sealed or disposed.</exception>
    public Span<T> Span => _memory.GetSpan();

    /// <summary>The numbers, to be written by what takes a memory. Its spans cannot be had any more once the buffer is sealed or disposed.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was sealed or disposed.</exception>
    public Memory<T> Memory => _memory.GetMemory();

    /// <summary>Makes the numbers an object, which never changes again. No copy is made.</summary>
    /// <returns>The reference.</returns>
    /// <exception cref="ObjectDisposedException">The buffer was sealed or disposed.</exception>
    public ObjectRef<ReadOnlyMemory<T>> Seal()
    {
        ObjectRef<ReadOnlyMemory<T>> reference = _memory.SealOnce();
        Dispose();
        return reference;
    }

    /// <summary>Gives the memory up, if the buffer was not sealed.</summary>
    public void Dispose()
    {
        _memory.TryFree();
        GC.SuppressFinalize(this);
    }
}
