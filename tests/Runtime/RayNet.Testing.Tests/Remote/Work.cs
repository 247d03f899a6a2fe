using System.Runtime.CompilerServices;

namespace RayNet.Testing.Tests;

/// <summary>Tasks of the tests.</summary>
internal static class Work
{
    [Remote]
    public static string Where(RayContext context) => context.NodeId.ToString();

    [Remote]
    public static int Echo(int value) => value;

    [Remote]
    public static int Length(string text) => text.Length;

    [Remote]
    public static byte[] Make(int size, byte value)
    {
        byte[] block = new byte[size];
        block.AsSpan().Fill(value);
        return block;
    }

    /// <summary>A block of so many bytes more than the argument has.</summary>
    [Remote]
    public static byte[] Grow(byte[] block, int by) => new byte[block.Length + by];

    [Remote]
    public static long Sum(byte[] block) => block.Sum(static value => (long)value);

    [Remote]
    public static long SumView(ReadOnlyMemory<byte> block)
    {
        long sum = 0;
        foreach (byte value in block.Span)
        {
            sum += value;
        }

        return sum;
    }

    /// <summary>Fills a buffer in the store of its node.</summary>
    [Remote]
    public static ObjectRef<ReadOnlyMemory<byte>> Fill(int size, byte value)
    {
        using RayBuffer<byte> buffer = Ray.CreateBuffer<byte>(size);
        buffer.Span.Fill(value);
        return buffer.Seal();
    }

    /// <summary>Hands a reference on inside a list, to a task on the other node and back, until the depth is reached.</summary>
    [Remote]
    public static async Task<long> SumNested(List<ObjectRef<byte[]>> references, int depth)
    {
        if (depth > 0)
        {
            return await Work.SumNestedRemote(references, depth - 1, On.Node(depth % 2 == 0 ? "head" : "second"));
        }

        byte[] block = await references[0];
        return Sum(block);
    }

    [Remote]
    public static async Task<int> Increment(ActorHandle<Counter> counter) => await counter.Increment();

    [Remote]
    public static async IAsyncEnumerable<byte[]> Blocks(int size, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (byte value = 0; ; value++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Make(size, value);
            await Task.Yield();
        }
    }

    /// <summary>Tells the actor that it runs, and goes on until it is cancelled; only the second run ends.</summary>
    [Remote]
    public static async Task<string> Linger(ActorHandle<Meeting> meeting, RayContext context)
    {
        if (await meeting.Arrive(context.NodeId.ToString()) == 1)
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }

        return context.NodeId.ToString();
    }

    /// <summary>Says that it runs, and ends when somebody else has come.</summary>
    [Remote]
    public static async Task<string> LingerUntil(ActorHandle<Meeting> meeting, RayContext context)
    {
        int own = await meeting.Arrive(context.NodeId.ToString());
        await meeting.After(own);
        return context.NodeId.ToString();
    }
}
