namespace RayNet.Runtime.ObjectStore.Allocation;

/// <summary>A piece of the arena, free or in use, with its neighbours in memory and, if free, in its list. Numbers are indexes; -1 is none.</summary>
internal struct Block
{
    internal long Offset;
    internal long Size;
    internal int Before;
    internal int After;
    internal int Previous;
    internal int Next;
    internal bool IsFree;
}
