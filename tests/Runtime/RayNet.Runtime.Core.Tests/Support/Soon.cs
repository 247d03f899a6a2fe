using System.Runtime.CompilerServices;

namespace RayNet.Tests;

/// <content>The limit, and what only these tests await.</content>
internal static partial class Soon
{
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Runs something that blocks on a thread of its own, so that a hang is a failure.</summary>
    public static Task<T> Blocking<T>(Func<T> action, [CallerArgumentExpression(nameof(action))] string what = "") =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Within(what);

    /// <summary>Collects garbage until the task completes.</summary>
    public static async Task AfterCollection(this Task task, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        for (int i = 0; i < 300 && !task.IsCompleted; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.WhenAny(task, Pause());
        }

        await task.Within(what);
    }

    private static async Task Pause()
    {
        // What a finalizer starts goes on in the pool: the pool's turn comes between two collections.
        for (int i = 0; i < 20; i++)
        {
            await Task.Yield();
        }
    }
}
