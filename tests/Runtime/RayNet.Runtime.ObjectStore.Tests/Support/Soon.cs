using System.Runtime.CompilerServices;

namespace RayNet.Runtime.ObjectStore.Tests.Support;

/// <summary>Awaits what must happen at once, with a limit that names what did not.</summary>
internal static class Soon
{
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task Within(this Task task, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        try
        {
            await task.WaitAsync(Limit);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            Assert.Fail($"Nothing came within {Limit.TotalSeconds} s of: {what}");
        }
    }

    public static async Task<T> Within<T>(this Task<T> task, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        await ((Task)task).Within(what);
        return await task;
    }

    public static Task<T> Within<T>(this ValueTask<T> task, [CallerArgumentExpression(nameof(task))] string what = "") => task.AsTask().Within(what);

    /// <summary>Collects garbage until the task completes.</summary>
    public static async Task AfterCollection(this Task task, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        for (int i = 0; i < 50 && !task.IsCompleted; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }

        await task.Within(what);
    }
}
