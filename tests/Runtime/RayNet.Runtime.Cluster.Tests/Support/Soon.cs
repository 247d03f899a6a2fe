using System.Runtime.CompilerServices;

namespace RayNet.Tests;

/// <content>The limit, and what only these tests await.</content>
internal static partial class Soon
{
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

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
        while (!await condition().Within(what))
        {
            Assert.True(Environment.TickCount64 - start < Limit.TotalMilliseconds, $"Not true within {Limit.TotalSeconds} s: {what}. {state?.Invoke()}");
            await timer.WaitForNextTickAsync();
        }
    }
}
