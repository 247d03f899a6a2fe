namespace RayNet.Runtime.Tests;

internal static class Deep
{
    [Remote]
    public static int Down(int depth) => depth == 0 ? 0 : 1 + Ray.Get(Deep.DownRemote(depth - 1));

    /// <summary>Starts an await that it does not wait for.</summary>
    [Remote]
    public static int LeaveOpen(ObjectRef<int> pending)
    {
        _ = pending.AsTask();
        return 1;
    }

    [Remote]
    public static async Task<int> LeaveOpenAsync(ObjectRef<int> pending)
    {
        Task<int> open = pending.AsTask();
        await Task.WhenAny(open, Task.CompletedTask);
        await Task.Yield();
        return 1;
    }
}
