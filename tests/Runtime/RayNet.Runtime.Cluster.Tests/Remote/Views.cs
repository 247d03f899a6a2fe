namespace RayNet.Runtime.Cluster.Tests;

internal static class Views
{
    [Remote]
    public static ReadOnlyMemory<byte> Echo(ReadOnlyMemory<byte> view) => view;

    [Remote]
    public static ReadOnlyMemory<byte> Make(int size) => new byte[size];

    [Remote]
    public static ReadOnlyMemory<byte> Copy(ReadOnlyMemory<byte> view) => view.ToArray();

    [Remote]
    public static long Sum(ReadOnlyMemory<long> view)
    {
        long sum = 0;
        foreach (long item in view.Span)
        {
            sum += item;
        }

        return sum;
    }

    [Remote]
    public static long SumAfter(ReadOnlyMemory<long> view, string gate)
    {
        Gate.Pass(gate);
        return Sum(view);
    }

    /// <summary>Ends its process the first time.</summary>
    [Remote(MaxRetries = 1)]
    public static long SumTheSecondTime(ReadOnlyMemory<long> view, string marker)
    {
        if (File.Exists(marker))
        {
            return Sum(view);
        }

        File.WriteAllText(marker, string.Empty);
        Environment.Exit(3);
        return 0;
    }
}
