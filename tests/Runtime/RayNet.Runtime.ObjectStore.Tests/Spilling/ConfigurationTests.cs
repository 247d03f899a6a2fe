using RayNet.Runtime.ObjectStore.Memory;
using RayNet.Runtime.ObjectStore.Spilling;
using RayNet.Runtime.ObjectStore.Tests.Support;

namespace RayNet.Runtime.ObjectStore.Tests.Spilling;

/// <summary>A configuration that is wrong fails before anything starts.</summary>
public sealed class ConfigurationTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    [Fact]
    public Task An_unknown_type_is_refused() => AssertRefused("'floppy' is no type of spill storage. Choose one of: none, file.", "floppy");

    [Fact]
    public Task An_unknown_parameter_is_refused() =>
        AssertRefused("has no parameter 'folder'. It has: directory, minimum-free.", "file", ("directory", _directory.FullName), ("folder", "x"));

    [Fact]
    public Task A_parameter_of_a_type_without_any_is_refused() => AssertRefused("has no parameters, but 'directory' is given", "none", ("directory", "x"));

    [Fact]
    public Task A_missing_parameter_is_named() => AssertRefused("needs the parameter 'directory'", "file");

    [Fact]
    public Task A_number_that_is_none_is_refused() =>
        AssertRefused("'minimum-free' of spill storage is '10 GB'. It has to be a number of bytes.", "file", ("directory", _directory.FullName), ("minimum-free", "10 GB"));

    [Fact]
    public async Task A_directory_that_cannot_be_written_to_is_refused()
    {
        string file = Path.Combine(_directory.FullName, "file");
        await File.WriteAllTextAsync(file, string.Empty);
        await AssertRefused("Choose a directory that this process may write to.", "file", ("directory", file));
    }

    [Fact]
    public async Task A_store_that_cannot_start_leaves_nothing_behind()
    {
        await Assert.ThrowsAsync<InvalidOptionException>(async () => await NodeObjectStore.StartAsync(new NodeStoreOptions
        {
            Arena = new ArenaOptions { Capacity = 10 },
            Spilling = SpillConfiguration.Files(_directory.FullName),
        }));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_directory.FullName));
    }

    public void Dispose() => _directory.Dispose();

    private async Task AssertRefused(string message, string type, params (string Name, string Value)[] parameters)
    {
        using var arenaDirectory = new TempDirectory();
        InvalidOptionException error = await Assert.ThrowsAsync<InvalidOptionException>(async () => await NodeObjectStore.StartAsync(new NodeStoreOptions
        {
            Arena = new ArenaOptions { Capacity = 1 << 20, Backing = ArenaBacking.MappedFile, Directory = arenaDirectory.FullName },
            Spilling = new SpillConfiguration(type, parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value)),
        }));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Empty(arenaDirectory.Files);
        Assert.Empty(Directory.EnumerateDirectories(_directory.FullName));
    }
}
