using System.Diagnostics;

namespace RayNet.Cluster.Benchmarks;

/// <summary>Payloads to an actor and back, eight in flight; counted once.</summary>
internal static class Payloads
{
    private const int InFlight = 8;

    internal static async Task MeasureAsync(Settings settings)
    {
        ActorHandle<Adder> actor = Adder.CreateRemote();
        foreach ((string name, int size) in ((string, int)[])[("1 KiB", 1 << 10), ("64 KiB", 64 << 10), ("1 MiB", 1 << 20), ("64 MiB", 64 << 20)])
        {
            // Written to: pages that never were are all one and the same, and stay in the cache.
            byte[] payload = new byte[size];
            payload.AsSpan().Fill(1);
            await settings.FigureAsync($"echo {name}, 8 in flight", "MB/s", () => EchoAsync(actor, payload, settings.Seconds));
        }
    }

    /// <summary>Megabytes a second that came back.</summary>
    internal static async Task<double> EchoAsync(ActorHandle<Adder> actor, byte[] payload, double seconds)
    {
        long begin = Stopwatch.GetTimestamp();
        long echoed = 0;
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(async _ =>
        {
            do
            {
                ReadOnlyMemory<byte> back = await actor.Echo(payload);
                if (back.Length != payload.Length)
                {
                    throw new InvalidOperationException($"{back.Length} bytes of {payload.Length} came back.");
                }

                Interlocked.Add(ref echoed, back.Length);
            }
            while (Stopwatch.GetElapsedTime(begin).TotalSeconds < seconds);
        }));
        return echoed / Stopwatch.GetElapsedTime(begin).TotalSeconds / 1e6;
    }
}
