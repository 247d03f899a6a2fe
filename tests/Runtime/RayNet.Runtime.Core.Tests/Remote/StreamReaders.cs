namespace RayNet.Runtime.Tests;

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
}
