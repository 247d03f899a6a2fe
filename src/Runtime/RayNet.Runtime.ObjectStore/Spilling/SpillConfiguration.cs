namespace RayNet.Runtime.ObjectStore.Spilling;

/// <summary>Where objects go when memory is short, as a user writes it.</summary>
/// <param name="Type">The kind of storage.</param>
/// <param name="Parameters">What that kind needs to know.</param>
internal sealed record SpillConfiguration(string Type, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>Objects stay in memory; a full store makes producers wait.</summary>
    internal static SpillConfiguration None { get; } = new(SpillStorages.NoneType, new Dictionary<string, string>());

    internal static SpillConfiguration Files(string directory) =>
        new(SpillStorages.FileType, new Dictionary<string, string> { [FileSpillOptions.DirectoryParameter] = directory });
}
