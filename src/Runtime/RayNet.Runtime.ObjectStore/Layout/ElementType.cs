namespace RayNet.Runtime.ObjectStore.Layout;

/// <summary>The types of numbers that are stored as they are. The codes stand in shared memory and in files.</summary>
internal enum ElementType : byte
{
    /// <summary>No number: the type of a serialized value.</summary>
    None = 0,
    Byte = 1,
    SByte = 2,
    Int16 = 3,
    UInt16 = 4,
    Int32 = 5,
    UInt32 = 6,
    Int64 = 7,
    UInt64 = 8,
    Half = 9,
    Single = 10,
    Double = 11,
    Char = 12,
}
