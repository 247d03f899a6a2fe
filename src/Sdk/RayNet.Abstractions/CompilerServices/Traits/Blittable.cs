namespace RayNet.CompilerServices;

/// <summary>Whether the memory of values is what travels: numbers of a fixed size, little endian.</summary>
internal static class Blittable<T>
{
    internal static readonly bool IsSupported =
        typeof(T) == typeof(byte) || typeof(T) == typeof(sbyte) || typeof(T) == typeof(short) || typeof(T) == typeof(ushort)
        || typeof(T) == typeof(int) || typeof(T) == typeof(uint) || typeof(T) == typeof(long) || typeof(T) == typeof(ulong)
        || typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(Half) || typeof(T) == typeof(char);
}
