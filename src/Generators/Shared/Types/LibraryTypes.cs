namespace RayNet.Roslyn.Types;

/// <summary>The generic types of the platform that travel, by the name of their definition.</summary>
internal static class LibraryTypes
{
    private static readonly string[] Item = ["[]"];
    private static readonly string[] Entry = ["[].Key", "[].Value"];

    private static readonly Dictionary<string, LibraryType> All = new(StringComparer.Ordinal)
    {
        ["System.Nullable`1"] = new("NullableTraits<{args}>", false, [""]),
        ["System.Collections.Generic.List`1"] = new("ListTraits<{args}>", true, Item),
        ["System.Collections.Generic.HashSet`1"] = new("HashSetTraits<{args}>", true, Item),
        ["System.Collections.Generic.SortedSet`1"] = new("SortedSetTraits<{args}>", true, Item),
        ["System.Collections.Generic.Queue`1"] = new("QueueTraits<{args}>", true, Item),
        ["System.Collections.Generic.Stack`1"] = new("StackTraits<{args}>", true, Item),
        ["System.Collections.Generic.LinkedList`1"] = new("LinkedListTraits<{args}>", true, Item),
        ["System.Collections.Generic.IEnumerable`1"] = new("ArrayBackedTraits<{self}, {args}>", true, Item),
        ["System.Collections.Generic.IReadOnlyCollection`1"] = new("ArrayBackedTraits<{self}, {args}>", true, Item),
        ["System.Collections.Generic.IReadOnlyList`1"] = new("ArrayBackedTraits<{self}, {args}>", true, Item),
        ["System.Collections.Generic.ICollection`1"] = new("ListBackedTraits<{self}, {args}>", true, Item),
        ["System.Collections.Generic.IList`1"] = new("ListBackedTraits<{self}, {args}>", true, Item),
        ["System.Collections.Generic.ISet`1"] = new("SetBackedTraits<{self}, {args}>", true, Item),
        ["System.Collections.Generic.IReadOnlySet`1"] = new("SetBackedTraits<{self}, {args}>", true, Item),
        ["System.Collections.Generic.Dictionary`2"] = new("DictionaryTraits<{args}>", true, Entry),
        ["System.Collections.Generic.SortedDictionary`2"] = new("SortedDictionaryTraits<{args}>", true, Entry),
        ["System.Collections.Generic.SortedList`2"] = new("SortedListTraits<{args}>", true, Entry),
        ["System.Collections.Generic.IDictionary`2"] = new("DictionaryBackedTraits<{self}, {args}>", true, Entry),
        ["System.Collections.Generic.IReadOnlyDictionary`2"] = new("DictionaryBackedTraits<{self}, {args}>", true, Entry),
        ["System.Collections.Immutable.ImmutableArray`1"] = new("ImmutableArrayTraits<{args}>", false, Item),
        ["System.Collections.Immutable.ImmutableList`1"] = new("ImmutableListTraits<{args}>", false, Item),
        ["System.Collections.Immutable.ImmutableHashSet`1"] = new("ImmutableHashSetTraits<{args}>", false, Item),
        ["System.Collections.Immutable.ImmutableSortedSet`1"] = new("ImmutableSortedSetTraits<{args}>", false, Item),
        ["System.Collections.Immutable.ImmutableQueue`1"] = new("ImmutableQueueTraits<{args}>", false, Item),
        ["System.Collections.Immutable.ImmutableStack`1"] = new("ImmutableStackTraits<{args}>", false, Item),
        ["System.Collections.Immutable.ImmutableDictionary`2"] = new("ImmutableDictionaryTraits<{args}>", false, Entry),
        ["System.Collections.Immutable.ImmutableSortedDictionary`2"] = new("ImmutableSortedDictionaryTraits<{args}>", false, Entry),
        ["System.Collections.Frozen.FrozenSet`1"] = new("FrozenSetTraits<{args}>", false, Item),
        ["System.Collections.Frozen.FrozenDictionary`2"] = new("FrozenDictionaryTraits<{args}>", false, Entry),
        ["System.ReadOnlyMemory`1"] = new("ReadOnlyMemoryTraits<{args}>", true, Item) { IsSharedWhenStored = true },
        ["System.Memory`1"] = new("MemoryTraits<{args}>", true, Item),
        ["System.ArraySegment`1"] = new("ArraySegmentTraits<{args}>", true, Item),
        ["System.Text.StringBuilder"] = new("StringBuilderTraits", true, []),
        ["RayNet.ObjectRef"] = new("ObjectRefTraits", true, []),
        ["RayNet.ObjectRef`1"] = new("ObjectRefTraits<{args}>", true, []) { IsReference = true },
        ["RayNet.ActorHandle"] = new("ActorHandleTraits", false, []),
        ["RayNet.ActorHandle`1"] = new("ActorHandleTraits<{args}>", false, []),
    };

    internal static LibraryType? Find(string metadataName) => All.TryGetValue(metadataName, out LibraryType? type) ? type : null;
}
