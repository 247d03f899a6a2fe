using System.Runtime.CompilerServices;

namespace RayNet.Runtime.Tests;

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

    /// <summary>Makes one item, then waits at the gate for each of the others.</summary>
    [Remote]
    public static async IAsyncEnumerable<int> Gated(int first, int gate, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return first;
        await Gate.Of(gate).PassAsync(cancellationToken);
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

    /// <summary>Arrives at the gate before each item.</summary>
    [Remote(StreamBufferSize = 2)]
    public static async IAsyncEnumerable<int> Bounded(int count, int gate)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            Gate.Of(gate).Arrive();
            yield return i;
        }
    }

    /// <summary>Fails in the first attempt after two items.</summary>
    [Remote(RetryOn = [typeof(ShopException)])]
    public static async IAsyncEnumerable<int> Retried(int count, RayContext context)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            if (i == 2 && context.Attempt == 1)
            {
                throw new ShopException("once");
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
}
