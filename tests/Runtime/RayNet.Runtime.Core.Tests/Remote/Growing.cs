namespace RayNet.Runtime.Tests;

internal static class Growing
{
    [Remote]
    public static async IAsyncEnumerable<List<int>> Grow(int count)
    {
        var list = new List<int>();
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            list.Add(i);
            yield return list;
        }
    }
}
