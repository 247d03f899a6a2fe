namespace RayNet.Runtime.ObjectStore.Spilling;

/// <summary>The kinds of storage. A configuration that says something unknown fails here, before anything starts.</summary>
internal static class SpillStorages
{
    internal const string NoneType = "none";
    internal const string FileType = "file";

    private static readonly Dictionary<string, Func<SpillParameters, ISpillStorage?>> Types = new(StringComparer.Ordinal)
    {
        [NoneType] = static parameters =>
        {
            parameters.AllowOnly();
            return null;
        },
        [FileType] = static parameters => new FileSpillStorage(FileSpillOptions.Read(parameters)),
    };

    /// <summary>Tries a configuration, so that what is wrong with it is found at the start.</summary>
    internal static async ValueTask CheckAsync(SpillConfiguration configuration)
    {
        if (Create(configuration) is { } storage)
        {
            await storage.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Makes the storage, or <see langword="null"/> where objects are to stay in memory.</summary>
    internal static ISpillStorage? Create(SpillConfiguration configuration)
    {
        if (!Types.TryGetValue(configuration.Type, out Func<SpillParameters, ISpillStorage?>? create))
        {
            throw new InvalidOptionException($"'{configuration.Type}' is no type of spill storage. Choose one of: {string.Join(", ", Types.Keys)}.");
        }

        return create(new SpillParameters(configuration));
    }
}
