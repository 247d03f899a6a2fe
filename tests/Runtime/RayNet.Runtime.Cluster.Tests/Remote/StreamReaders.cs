namespace RayNet.Runtime.Cluster.Tests;

internal static class StreamReaders
{
    [Remote]
    public static async Task<int> SumOfActor(ActorHandle<Producer> producer, int count)
    {
        int sum = 0;
        await foreach (int item in producer.Count(count))
        {
            sum += item;
        }

        return sum;
    }

    [Remote]
    public static async Task<int> SumOfTask(int count)
    {
        int sum = 0;
        await foreach (int item in Items.CountRemote(count))
        {
            sum += item;
        }

        return sum;
    }
}
