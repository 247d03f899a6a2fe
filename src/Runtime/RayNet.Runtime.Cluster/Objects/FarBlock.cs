using System.Runtime.InteropServices;

namespace RayNet.Runtime.Cluster.Objects;

/// <summary>Blocks of numbers for a process that cannot map the store: copies in its own memory.</summary>
internal static class FarBlock<T>
{
    internal static T Read(ReadOnlyMemory<byte> bytes, NodeId node)
    {
        object? block = Try<byte>(bytes) ?? Try<sbyte>(bytes) ?? Try<short>(bytes) ?? Try<ushort>(bytes) ?? Try<int>(bytes) ?? Try<uint>(bytes)
            ?? Try<long>(bytes) ?? Try<ulong>(bytes) ?? Try<float>(bytes) ?? Try<double>(bytes) ?? Try<Half>(bytes) ?? Try<char>(bytes);
        return block is null
            ? throw new RaySerializationException($"The object that came from node {node} is a block of numbers, which is no '{typeof(T)}'.")
            : (T)block;
    }

    private static object? Try<TNumber>(ReadOnlyMemory<byte> bytes)
        where TNumber : unmanaged
    {
        if (typeof(T) == typeof(TNumber[]))
        {
            return MemoryMarshal.Cast<byte, TNumber>(bytes.Span).ToArray();
        }

        return typeof(T) == typeof(ReadOnlyMemory<TNumber>)
            ? (object)new ReadOnlyMemory<TNumber>(MemoryMarshal.Cast<byte, TNumber>(bytes.Span).ToArray())
            : null;
    }
}
