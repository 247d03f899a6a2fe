namespace RayNet.Cluster.Benchmarks;

/// <summary>CPU time that the driver and a worker have used. On a machine with few cores their sum bounds the rate, whoever else runs.</summary>
internal readonly record struct CpuTimes(TimeSpan Caller, TimeSpan Server)
{
    public static CpuTimes operator -(CpuTimes left, CpuTimes right) => new(left.Caller - right.Caller, left.Server - right.Server);

    internal static async Task<CpuTimes> ReadAsync()
    {
        TimeSpan server = await Work.CpuRemote();
        return new CpuTimes(Environment.CpuUsage.TotalTime, server);
    }
}
