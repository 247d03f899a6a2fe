using System.Runtime.CompilerServices;

namespace RayNet.Runtime.Cluster.Tests;

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

    /// <summary>Looks again and again at what tells nobody when it changes: another process, the garbage collector.</summary>
    public static Task Until(Func<bool> condition, Func<string>? state = null, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        Until(() => Task.FromResult(condition()), state, what);

    /// <inheritdoc cref="Until(Func{bool}, Func{string}?, string)" />
    public static async Task Until(Func<Task<bool>> condition, Func<string>? state = null, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        long start = Environment.TickCount64;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
        {
            Assert.True(Environment.TickCount64 - start < Limit.TotalMilliseconds, $"Not true within {Limit.TotalSeconds} s: {what}. {state?.Invoke()}");
            await timer.WaitForNextTickAsync();
        }
    }
}
