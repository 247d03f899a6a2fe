namespace RayNet.Runtime.ObjectStore.Layout;

/// <summary>What an object in the arena is. The numbers stand in shared memory and in files.</summary>
internal enum StoredKind : byte
{
    /// <summary>Numbers of one type, one after the other: readers look at them where they lie.</summary>
    Array = 1,

    /// <summary>A value in MessagePack: readers make their own copy from it.</summary>
    Serialized = 2,
}
