namespace RayNet.Runtime.ObjectStore.Layout;

/// <summary>The code of one type, found without reflection.</summary>
internal static class ElementType<T>
    where T : unmanaged
{
    internal static readonly ElementType Code = Find();

    /// <summary>The code, or an error that names the type.</summary>
    internal static ElementType Required => Code != ElementType.None
        ? Code
        : throw new RaySerializationException($"Values of type '{typeof(T)}' are not stored as they are; only the built-in numbers and char are. Serialize them.");

    private static ElementType Find()
    {
        if (typeof(T) == typeof(byte))
        {
            return ElementType.Byte;
        }

        if (typeof(T) == typeof(sbyte))
        {
            return ElementType.SByte;
        }

        if (typeof(T) == typeof(short))
        {
            return ElementType.Int16;
        }

        if (typeof(T) == typeof(ushort))
        {
            return ElementType.UInt16;
        }

        if (typeof(T) == typeof(int))
        {
            return ElementType.Int32;
        }

        if (typeof(T) == typeof(uint))
        {
            return ElementType.UInt32;
        }

        if (typeof(T) == typeof(long))
        {
            return ElementType.Int64;
        }

        if (typeof(T) == typeof(ulong))
        {
            return ElementType.UInt64;
        }

        if (typeof(T) == typeof(Half))
        {
            return ElementType.Half;
        }

        if (typeof(T) == typeof(float))
        {
            return ElementType.Single;
        }

        if (typeof(T) == typeof(double))
        {
            return ElementType.Double;
        }

        return typeof(T) == typeof(char) ? ElementType.Char : ElementType.None;
    }
}
