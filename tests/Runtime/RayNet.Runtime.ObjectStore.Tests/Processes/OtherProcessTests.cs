using RayNet.Runtime.ObjectStore.Mapping;
using RayNet.Runtime.ObjectStore.Memory;
using RayNet.Runtime.ObjectStore.Objects;
using RayNet.Runtime.ObjectStore.Tests.Support;

namespace RayNet.Runtime.ObjectStore.Tests.Processes;

/// <summary>The arena between real processes.</summary>
public sealed class OtherProcessTests
{
    private const ulong Worker = 5;

    public static TheoryData<bool> Backings => OperatingSystem.IsLinux() ? [false, true] : [true];

    [Theory]
    [MemberData(nameof(Backings))]
    public async Task Another_process_reads_a_sealed_object(bool isFile)
    {
        using var directory = new TempDirectory();
        await using NodeObjectStore store = await StartAsync(directory, isFile);
        ObjectLocation location = await PutAsync(store, 1, 500_000);
        using var reader = ChildProcess.Start("read", ChildProcess.Describe(store.Address, location.Offset, location.Size, 1));
        Assert.Equal("the same", await reader.ReadLineAsync());
        Assert.Equal(0, await reader.ExitAsync());
        using var misled = ChildProcess.Start("read", ChildProcess.Describe(store.Address, location.Offset, location.Size, 2));
        Assert.Equal("something else", await misled.ReadLineAsync());
    }

    [Theory]
    [MemberData(nameof(Backings))]
    public async Task Another_process_writes_an_object_that_is_then_read_here(bool isFile)
    {
        using var directory = new TempDirectory();
        await using NodeObjectStore store = await StartAsync(directory, isFile);
        var id = new ObjectId(Worker, 1);
        CreateResult created = await store.Directory.CreateAsync(new CreateRequest(id, 3_000_000, Worker, Worker)).Within();
        using var producer = ChildProcess.Start("produce", ChildProcess.Describe(store.Address, created.Location.Offset, created.Location.Size, 9));
        Assert.Equal((0, string.Empty), (await producer.ExitAsync(), await producer.Errors));
        store.Directory.Seal(id);
        Assert.True(store.Directory.TryGet(id, 6, out ObjectLocation location));
        Assert.True(Pattern.Matches(store.Mapping.Readable(location.Offset, location.Size), 9));
    }

    [Theory]
    [MemberData(nameof(Backings))]
    public async Task A_write_through_a_view_ends_only_the_process_that_tries(bool isFile)
    {
        using var directory = new TempDirectory();
        await using NodeObjectStore store = await StartAsync(directory, isFile);
        ObjectLocation location = await PutAsync(store, 1, 1000);
        using var vandal = ChildProcess.Start("write-view", ChildProcess.Describe(store.Address, location.Offset));
        string value = BitConverter.ToInt32(store.Mapping.Readable(location.Offset, 4)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(value, await vandal.ReadLineAsync());
        int exitCode = await vandal.ExitAsync();
        if (OperatingSystem.IsLinux())
        {
            // SIGSEGV, or SIGABRT after the runtime has written why.
            Assert.Contains(exitCode, (int[])[128 + 11, 128 + 6]);
        }

        Assert.NotEqual(0, exitCode);
        Assert.Contains("AccessViolation", await vandal.Errors, StringComparison.Ordinal);
        Assert.True(Pattern.Matches(store.Mapping.Readable(location.Offset, location.Size), 1));
    }

    [Fact]
    public async Task A_killed_node_leaves_its_readers_their_memory_and_no_file()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "memfd is Linux's");
        string[] before = SharedMemoryFiles();
        using var node = ChildProcess.Start("node", string.Empty);
        ArenaAddress address = Child.ParseAddress(await node.ReadLineAsync());
        using StoreMapping mapping = StoreMapping.Open(address);
        Assert.StartsWith("/proc/", address.Path, StringComparison.Ordinal);
        await node.KillAsync();

        Assert.True(Pattern.Matches(mapping.Readable(Child.ObjectOffset, Child.ObjectSize), Child.ObjectSeed));
        RayException error = Assert.Throws<RayException>(() => StoreMapping.Open(address));
        Assert.Contains("cannot be opened", error.Message, StringComparison.Ordinal);
        Assert.Empty(SharedMemoryFiles().Except(before));
    }

    [Fact]
    public async Task What_a_killed_node_left_of_a_mapped_file_the_next_one_deletes()
    {
        using var directory = new TempDirectory();
        using var living = ChildProcess.Start("node", directory.FullName);
        ArenaAddress livingAddress = Child.ParseAddress(await living.ReadLineAsync());
        using var dead = ChildProcess.Start("node", directory.FullName);
        ArenaAddress deadAddress = Child.ParseAddress(await dead.ReadLineAsync());
        await dead.KillAsync();
        Assert.Equal(2, directory.Files.Length);

        await using (Arena.Create(new ArenaOptions { Capacity = 1 << 20, Backing = ArenaBacking.MappedFile, Directory = directory.FullName }))
        {
            Assert.False(File.Exists(deadAddress.Path));
            Assert.True(File.Exists(livingAddress.Path));
            Assert.Equal(2, directory.Files.Length);
        }

        Assert.Equal([livingAddress.Path], directory.Files);
        await living.KillAsync();
    }

    private static string[] SharedMemoryFiles() => Directory.GetFiles("/dev/shm", "raynet-*");

    private static ValueTask<NodeObjectStore> StartAsync(TempDirectory directory, bool isFile) => NodeObjectStore.StartAsync(new NodeStoreOptions
    {
        Arena = new ArenaOptions
        {
            Capacity = 8 << 20,
            Prefault = false,
            Backing = isFile ? ArenaBacking.MappedFile : ArenaBacking.Auto,
            Directory = directory.FullName,
        },
    });

    private static async Task<ObjectLocation> PutAsync(NodeObjectStore store, ulong sequence, int size)
    {
        var id = new ObjectId(Worker, sequence);
        CreateResult created = await store.Directory.CreateAsync(new CreateRequest(id, size, Worker, Worker)).Within();
        Pattern.Fill(store.Mapping.Writable(created.Location.Offset, size), sequence);
        store.Directory.Seal(id, pinFor: Worker);
        return created.Location;
    }
}
