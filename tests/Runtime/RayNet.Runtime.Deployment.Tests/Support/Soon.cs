using System.Runtime.CompilerServices;

namespace RayNet.Tests;

/// <content>The limit, and what only these tests await.</content>
internal static partial class Soon
{
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static Task<T> Within<T>(this ValueTask<T> task, [CallerArgumentExpression(nameof(task))] string what = "") => task.AsTask().Within(what);

    /// <summary>Runs something that blocks on a thread of its own, so that a hang is a failure.</summary>
    public static Task<T> Blocking<T>(Func<T> action, [CallerArgumentExpression(nameof(action))] string what = "") =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Within(what);
}
