using System.Runtime.CompilerServices;

namespace RayNet.Tests;

/// <content>The limit, and what only these tests await.</content>
internal static partial class Soon
{
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

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
