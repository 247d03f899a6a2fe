namespace RayNet.Benchmarks.Work;

/// <summary>The baseline: a completion source and a work item of the thread pool, without any runtime.</summary>
internal sealed class PoolItem(int x, int y) : IThreadPoolWorkItem
{
    private readonly TaskCompletionSource<int> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Execute() => _result.SetResult(x + y);

    internal static Task<int> Submit(int x, int y, bool preferLocal)
    {
        var item = new PoolItem(x, y);
        ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal);
        return item._result.Task;
    }
}
