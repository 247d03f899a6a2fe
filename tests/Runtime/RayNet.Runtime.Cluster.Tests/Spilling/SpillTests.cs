namespace RayNet.Runtime.Cluster.Tests.Spilling;

/// <summary>A store that is smaller than what it has to keep.</summary>
public sealed class SpillTests : IDisposable
{
    private const int Size = 4 << 20;
    private const int Count = 16;

    private readonly string _folder = Directory.CreateTempSubdirectory("rs-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Values_that_memory_has_no_room_for_go_to_the_given_directory_and_come_back()
    {
        await using IRayClient ray = await Ray.InitAsync(options =>
        {
            options.Workers = 1;
            options.SetAsDefault = false;
            options.ObjectStoreMemory = 24L << 20;
            options.ObjectSpillingDirectory = Path.Combine(_folder, "spilled");
        });
        using IDisposable scope = ray.Use();
        ObjectRef<byte[]>[] blocks = [.. Enumerable.Range(0, Count).Select(static i => Blocks.MakeRemote(Size, (byte)i))];
        foreach (ObjectRef<byte[]> block in blocks)
        {
            await Ray.WaitAsync([block]);
        }

        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(_folder, "spilled"), "*", SearchOption.AllDirectories));
        for (int i = 0; i < Count; i++)
        {
            Assert.Equal((long)i * Size, await Blocks.SumRemote(blocks[i]).AsTask().WaitAsync(Soon.Limit));
        }
    }

    [Fact]
    public async Task Options_that_nothing_can_be_stored_with_are_refused_at_the_start()
    {
        string file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, string.Empty);
        InvalidOptionException directory = await Assert.ThrowsAsync<InvalidOptionException>(() => Ray.InitAsync(options =>
        {
            options.Workers = 1;
            options.SetAsDefault = false;
            options.ObjectSpillingDirectory = file;
        }).AsTask());
        Assert.Contains(file, directory.Message, StringComparison.Ordinal);
        InvalidOptionException memory = await Assert.ThrowsAsync<InvalidOptionException>(() => Ray.InitAsync(static options =>
        {
            options.Workers = 1;
            options.SetAsDefault = false;
            options.ObjectStoreMemory = 1;
        }).AsTask());
        Assert.Contains("too small", memory.Message, StringComparison.Ordinal);
    }
}
