using System.Globalization;
using System.Runtime.InteropServices;
using RayNet.Runtime.ObjectStore.Mapping;
using RayNet.Runtime.ObjectStore.Memory;
using RayNet.Runtime.ObjectStore.Tests.Support;

namespace RayNet.Runtime.ObjectStore.Tests.Processes;

/// <summary>What the other process does.</summary>
internal static class Child
{
    internal const int ObjectOffset = ArenaHeader.Size;
    internal const int ObjectSize = 300_000;
    internal const ulong ObjectSeed = 77;

    public static async Task<int> RunAsync(string[] arguments)
    {
        switch (arguments)
        {
            case ["read", string path, string capacity, string instance, string offset, string size, string seed]:
                using (StoreMapping mapping = Open(path, capacity, instance))
                {
                    bool matches = Pattern.Matches(mapping.Readable(Number(offset), Number(size)), (ulong)Number(seed));
                    Console.WriteLine(matches ? "the same" : "something else");
                    return 0;
                }

            case ["produce", string path, string capacity, string instance, string offset, string size, string seed]:
                using (StoreMapping mapping = Open(path, capacity, instance))
                {
                    Pattern.Fill(mapping.Writable(Number(offset), Number(size)), (ulong)Number(seed));
                    return 0;
                }

            case ["write-view", string path, string capacity, string instance, string offset]:
                using (StoreMapping mapping = Open(path, capacity, instance))
                {
                    ReadOnlyMemory<int> view = mapping.View<int>(Number(offset), 1, default, static _ => { }).View;
                    Console.WriteLine(view.Span[0].ToString(CultureInfo.InvariantCulture));
                    MemoryMarshal.AsMemory(view).Span[0] = 1;
                    Console.WriteLine("written");
                    return 0;
                }

            case ["node", string directory]:
                var options = new ArenaOptions { Capacity = 2 << 20, Backing = directory.Length == 0 ? ArenaBacking.Auto : ArenaBacking.MappedFile, Directory = directory };
                await using (var arena = Arena.Create(options))
                {
                    Pattern.Fill(arena.Mapping.Writable(ObjectOffset, ObjectSize), ObjectSeed);
                    Console.WriteLine(string.Join('|', ChildProcess.Describe(arena.Address)));
                    await Console.In.ReadLineAsync();
                    return 0;
                }

            default:
                return 2;
        }
    }

    public static ArenaAddress ParseAddress(string line) =>
        line.Split('|') is [string path, string capacity, string instance] ? Address(path, capacity, instance) : throw new FormatException(line);

    private static StoreMapping Open(string path, string capacity, string instance) => StoreMapping.Open(Address(path, capacity, instance));

    private static ArenaAddress Address(string path, string capacity, string instance) =>
        new(path, Number(capacity), ulong.Parse(instance, CultureInfo.InvariantCulture));

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
