using System.Runtime.CompilerServices;

namespace RayNet.Tests;

/// <summary>Awaits what must happen at once, with a limit that names what did not. Each project adds its limit and what else it awaits.</summary>
internal static partial class Soon
{
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
}
