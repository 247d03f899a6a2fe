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
    public static TimeSpan Cpu() => Environment.CpuUsage.TotalTime;

    [Remote]
    public static long Heap()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
