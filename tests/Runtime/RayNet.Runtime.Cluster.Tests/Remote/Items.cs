using System.Runtime.CompilerServices;

namespace RayNet.Runtime.Cluster.Tests;

/// <summary>Streams.</summary>
internal static class Items
{
    [Remote]
    public static async IAsyncEnumerable<int> Count(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    /// <summary>Makes one item, then waits at the gate for the other.</summary>
    [Remote]
    public static async IAsyncEnumerable<int> Gated(int first, string gate, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return first;
        await Gate.PassAsync(gate, cancellationToken);
        yield return first + 1;
    }

    [Remote]
    public static async IAsyncEnumerable<int> FailAfter(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return i;
        }

        throw new ShopException($"after {count}");
    }

    /// <summary>Arrives at the gate before each item, and at the other one in the end.</summary>
    [Remote(StreamBufferSize = 2)]
    public static async IAsyncEnumerable<int> Bounded(int count, string gate, string end, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            for (int i = 0; i < count; i++)
            {
                await Task.Yield();
                Gate.Arrive(gate);
                yield return i;
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            Gate.Arrive(end);
        }
    }

    /// <summary>Ends its process in the first attempt after two items.</summary>
    [Remote(MaxRetries = 2)]
    public static async IAsyncEnumerable<int> Crashing(int count, RayContext context)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            if (i == 2 && context.Attempt == 1)
            {
                Environment.Exit(3);
            }

            yield return i;
        }
    }

    [Remote]
    public static async IAsyncEnumerable<byte[]> Blocks(int count, int size)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            byte[] block = new byte[size];
            block[0] = (byte)i;
            yield return block;
        }
    }

    [Remote]
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> Views(int count, int size)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            byte[] block = new byte[size];
            block[0] = (byte)i;
            yield return block;
        }
    }
}
