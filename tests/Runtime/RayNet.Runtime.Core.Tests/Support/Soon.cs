using System.Runtime.CompilerServices;

namespace RayNet.Runtime.Tests;

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

    public static Task<T> Within<T>(this ObjectRef<T> reference, [CallerArgumentExpression(nameof(reference))] string what = "") =>
        reference.AsTask().Within(what);

    public static Task Within(this ObjectRef reference, [CallerArgumentExpression(nameof(reference))] string what = "") =>
        reference.AsTask().Within(what);

    /// <summary>The exception that a reference fails with.</summary>
    public static async Task<TException> FailsWith<TException>(this ObjectRef reference, [CallerArgumentExpression(nameof(reference))] string what = "")
        where TException : Exception => await Assert.ThrowsAsync<TException>(() => reference.Within(what));

    /// <summary>The exception that a reference fails with, whatever it is.</summary>
    public static async Task<Exception> FailsWithAny(this ObjectRef reference, [CallerArgumentExpression(nameof(reference))] string what = "") =>
        await Assert.ThrowsAnyAsync<Exception>(() => reference.Within(what));

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
