using System.Runtime.CompilerServices;

namespace RayNet.Gateways.Tests.Remote;

[Expose]
public static class Arithmetic
{
    /// <summary>Completes when a stream that ends only by its token has ended.</summary>
    internal static TaskCompletionSource StreamEnded { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal static TaskCompletionSource CallCanceled { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal static TaskCompletionSource CallStarted { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal static int Produced;

    /// <summary>Before a test that waits for one of these.</summary>
    internal static void Reset()
    {
        StreamEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
        CallStarted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        CallCanceled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Produced = 0;
    }

    [Remote]
    public static int Ping(int value) => value + 1;

    [Remote]
    public static string NoArg() => "noarg";

    [Remote]
    public static void Nothing(int value) => _ = value;

    [Remote]
    public static string? Null() => null;

    [Remote]
    public static string Greet(string name, int times) => $"{name}:{times}";

    [Remote]
    public static int Optional(int a, int b = 42) => a + b;

    [Remote]
    public static async Task<Order> Doubled(Order order)
    {
        await Task.Yield();
        return order with { Quantity = order.Quantity * 2 };
    }

    [Remote]
    public static int Fail(string message) => throw new InvalidOperationException(message);

    [Remote]
    public static int Echo(byte[] bytes) => bytes.Length;

    [Remote]
    public static async Task Wait(CancellationToken cancellationToken)
    {
        CallStarted.TrySetResult();
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            CallCanceled.TrySetResult();
        }
    }

    [Remote]
    public static async IAsyncEnumerable<int> Count(int from, int to)
    {
        for (int i = from; i <= to; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    [Remote(StreamBufferSize = 4)]
    public static async IAsyncEnumerable<byte[]> Endless([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await Task.Yield();
                Interlocked.Increment(ref Produced);
                yield return new byte[64 << 10];
            }
        }
        finally
        {
            StreamEnded.TrySetResult();
        }
    }

    [Remote]
    public static async IAsyncEnumerable<int> FailAfter(int items)
    {
        for (int i = 0; i < items; i++)
        {
            await Task.Yield();
            yield return i;
        }

        throw new InvalidOperationException("secret");
    }

    [Remote]
    [NotExposed]
    public static int Hidden() => 1;

    [Remote]
    internal static int Internal() => 2;
}
