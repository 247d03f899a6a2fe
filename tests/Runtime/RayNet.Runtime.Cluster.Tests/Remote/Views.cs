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
}
