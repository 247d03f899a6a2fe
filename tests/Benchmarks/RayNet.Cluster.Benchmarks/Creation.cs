using System.Diagnostics;

namespace RayNet.Cluster.Benchmarks;

/// <summary>New actors, and what idle ones cost.</summary>
internal static class Creation
{
    private const int Created = 1000;
    private const int Idle = 10_000;

    internal static async Task MeasureAsync(Settings settings)
    {
        await settings.FigureAsync("actor create and first call, 1k", "actors/s", async () =>
        {
            long begin = Stopwatch.GetTimestamp();
            var handles = new ActorHandle<Adder>[Created];
            var first = new ObjectRef<int>[Created];
            for (int i = 0; i < Created; i++)
            {
                handles[i] = Adder.CreateRemote();
                first[i] = handles[i].AddOne(i);
            }

            await Ray.WhenAll(first);
            double rate = Created / Stopwatch.GetElapsedTime(begin).TotalSeconds;
            await Task.WhenAll(handles.Select(Ray.TerminateAsync));
            return rate;
        });
        await settings.FigureAsync("memory per idle actor, 10k", "bytes", async () =>
        {
            long before = await Work.HeapRemote();
            ActorHandle<Adder>[] handles = [.. Enumerable.Range(0, Idle).Select(static _ => Adder.CreateRemote())];
            await Ray.WhenAll(handles.Select(static handle => handle.AddOne(1)).ToArray());
            long after = await Work.HeapRemote();
            await Task.WhenAll(handles.Select(Ray.TerminateAsync));
            return (after - before) / (double)Idle;
        });
    }
}
