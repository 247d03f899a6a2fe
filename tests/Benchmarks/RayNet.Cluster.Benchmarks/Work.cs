using System.Diagnostics;

namespace RayNet.Cluster.Benchmarks;

/// <summary>What workers do: as little as possible.</summary>
public static class Work
{
    [Remote(NumCpus = 1)]
    public static int AddOne(int value) => value + 1;

    [Remote]
    public static double Sum(ReadOnlyMemory<double> data)
    {
        double sum = 0;
        foreach (double item in data.Span)
        {
            sum += item;
        }

        return sum;
    }

    [Remote]
    public static int Length(ReadOnlyMemory<byte> data) => data.Length;

    [Remote]
    public static int Count(ReadOnlyMemory<double> data) => data.Length;

    [Remote]
    public static TimeSpan Cpu() => Environment.CpuUsage.TotalTime;

    /// <summary>The time since this process was started.</summary>
    [Remote]
    public static TimeSpan Age()
    {
        using var self = Process.GetCurrentProcess();
        return DateTime.Now - self.StartTime;
    }

    /// <summary>What the JIT compiler has done in this process.</summary>
    [Remote]
    public static (long Methods, double Milliseconds) Compiled() => (System.Runtime.JitInfo.GetCompiledMethodCount(), System.Runtime.JitInfo.GetCompilationTime().TotalMilliseconds);

    /// <summary>Keeps its worker for a while, and says when it began.</summary>
    [Remote(NumCpus = 1)]
    public static (int Process, long At) Hold(int milliseconds)
    {
        long at = Stopwatch.GetTimestamp();
        Thread.Sleep(milliseconds);
        return (Environment.ProcessId, at);
    }

    /// <summary>Keeps a CPU as long as a file is there.</summary>
    [Remote(NumCpus = 1)]
    public static int HoldWhile(string file)
    {
        while (File.Exists(file))
        {
            Thread.Sleep(1);
        }

        return Environment.ProcessId;
    }

    [Remote]
    public static async Task<long> SumAll(ObjectRef<int>[] items)
    {
        long sum = 0;
        foreach (int item in await Ray.WhenAll(items))
        {
            sum += item;
        }

        return sum;
    }

    [Remote]
    public static async IAsyncEnumerable<int> CountTo(int count)
    {
        await Task.Yield();
        for (int i = 0; i < count; i++)
        {
            yield return i;
        }
    }

    [Remote]
    public static long Heap()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
