namespace RayNet.Runtime.ObjectStore.Spilling;

/// <summary>Where objects go when memory is short, as a user writes it.</summary>
/// <param name="Type">The kind of storage.</param>
/// <param name="Parameters">What that kind needs to know.</param>
internal sealed record SpillConfiguration(string Type, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>Objects stay in memory; a full store makes producers wait.</summary>
    internal static SpillConfiguration None { get; } = new(SpillStorages.NoneType, new Dictionary<string, string>());

    /// <summary>What a node does that is told nothing: files in the folder of its session, which go with it.</summary>
    internal static SpillConfiguration In(string session) => Files(Path.Combine(session, "spilled"));

    /// <summary>What a user says in one word: a directory, <c>none</c>, or nothing.</summary>
    internal static SpillConfiguration? Parse(string? directory) => directory switch
    {
        null or "" => null,
        SpillStorages.NoneType => None,
        _ => Files(Path.GetFullPath(directory)),
    };

    internal static SpillConfiguration Files(string directory) =>
        new(SpillStorages.FileType, new Dictionary<string, string> { [FileSpillOptions.DirectoryParameter] = directory });
}
