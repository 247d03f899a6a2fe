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

    /// <summary>Writes each of its runs down, in a file that all processes of the machine share.</summary>
    [Remote(MaxRetries = 0)]
    public static async Task<long> Once(string file, long id, int milliseconds)
    {
        await File.AppendAllTextAsync(file, string.Create(CultureInfo.InvariantCulture, $"{id}\n"));
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
