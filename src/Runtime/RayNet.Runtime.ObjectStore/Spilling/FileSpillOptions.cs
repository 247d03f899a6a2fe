namespace RayNet.Runtime.ObjectStore.Spilling;

/// <summary>Where objects become files.</summary>
/// <param name="Directory">The directory; each store makes one of its own in it.</param>
/// <param name="MinimumFree">How much of the disk stays free; <see langword="null"/> is a twentieth of it, and 10 GiB at most.</param>
internal sealed record FileSpillOptions(string Directory, long? MinimumFree = null)
{
    internal const string DirectoryParameter = "directory";
    internal const string MinimumFreeParameter = "minimum-free";

    internal static FileSpillOptions Read(SpillParameters parameters)
    {
        parameters.AllowOnly(DirectoryParameter, MinimumFreeParameter);
        return new FileSpillOptions(parameters.Required(DirectoryParameter), parameters.OptionalBytes(MinimumFreeParameter));
    }
}
