using System.Runtime.CompilerServices;

namespace RayNet.Runtime.Deployment.Tests;

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

    /// <summary>Runs something that blocks on a thread of its own, so that a hang is a failure.</summary>
    public static Task<T> Blocking<T>(Func<T> action, [CallerArgumentExpression(nameof(action))] string what = "") =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Within(what);
}
