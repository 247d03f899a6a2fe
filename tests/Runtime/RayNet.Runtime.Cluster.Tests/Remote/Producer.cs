namespace RayNet.Runtime.Cluster.Tests;

[Actor]
internal sealed class Producer
{
    public async IAsyncEnumerable<int> Count(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }
}
