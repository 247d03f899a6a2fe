namespace RayNet.Runtime.Tests;

/// <summary>Tasks that call tasks.</summary>
internal static class Nested
{
    [Remote]
    public static async Task<(int Plain, int Remote)> Both() => (One(), await Work.EchoRemote(2));

    [Remote]
    public static bool IsReady(ObjectRef<int> reference) => reference.IsReady;

    [Remote]
    public static int Fib(int n) => n < 2 ? n : Ray.Get(Nested.FibRemote(n - 1)) + Ray.Get(Nested.FibRemote(n - 2));

    [Remote]
    public static async Task<int> FibAsync(int n)
    {
        if (n < 2)
        {
            return n;
        }

        ObjectRef<int> left = Nested.FibAsyncRemote(n - 1);
        return await Nested.FibAsyncRemote(n - 2) + await left;
    }

    [Remote]
    public static int GetAll(int count) => Ray.Get(Enumerable.Range(0, count).Select(i => Work.EchoRemote(i))).Sum();

    [Remote]
    public static async Task<int> WhenAll(int count) => (await Ray.WhenAll(Enumerable.Range(0, count).Select(i => Work.EchoRemote(i)))).Sum();

    [Remote]
    public static async Task<int> ReadStream(int count)
    {
        int sum = 0;
        await foreach (int item in Items.CountRemote(count))
        {
            sum += item;
        }

        return sum;
    }

    [Remote]
    public static async Task<int> WaitForOne(int gate)
    {
        ObjectRef<int>[] both = [Work.EchoRemote(3), Work.BlockAsyncRemote(4, gate)];
        WaitResult<ObjectRef<int>> result = await Ray.WaitAsync(both);
        return await result.Ready[0];
    }

    [Remote]
    public static int GetOf(ObjectRef<int> reference) => Ray.Get(reference);

    private static int One() => 1;
}
