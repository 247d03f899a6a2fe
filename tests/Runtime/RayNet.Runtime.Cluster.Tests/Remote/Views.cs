namespace RayNet.Runtime.Cluster.Tests;

internal static class Views
{
    [Remote]
    public static ReadOnlyMemory<byte> Echo(ReadOnlyMemory<byte> view) => view;

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
}
