using System.Globalization;

namespace RayNet.Testing.TestApp.Chaos;

/// <summary>Tasks of the chaos run; each has one right value.</summary>
internal static class Arithmetic
{
    [Remote(MaxRetries = -1)]
    public static async Task<int> Square(int number, int milliseconds)
    {
        await Task.Delay(milliseconds);
        return number * number;
    }

    /// <summary>Leaves a file of its own for each of its runs: in one file processes would write over each other's lines.</summary>
    [Remote(MaxRetries = 0)]
    public static async Task<long> Once(string folder, long id, int milliseconds)
    {
        string run = string.Create(CultureInfo.InvariantCulture, $"{id}-{Environment.ProcessId}-{TimeProvider.System.GetTimestamp()}");
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(folder).FullName, run), string.Empty);
        await Task.Delay(milliseconds);
        return id;
    }

    [Remote(MaxRetries = -1)]
    public static byte[] Fill(int size, byte value)
    {
        byte[] block = new byte[size];
        block.AsSpan().Fill(value);
        return block;
    }

    [Remote(MaxRetries = -1)]
    public static byte[] Raise(byte[] block) => [.. block.Select(static value => (byte)(value + 1))];

    [Remote(MaxRetries = -1)]
    public static long Sum(byte[] block) => block.Sum(static value => (long)value);

    [Remote]
    public static async IAsyncEnumerable<int> Count(int count)
    {
        for (int number = 0; number < count; number++)
        {
            await Task.Delay(10);
            yield return number;
        }
    }
}
