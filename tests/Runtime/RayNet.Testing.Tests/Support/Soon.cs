using System.Runtime.CompilerServices;
using RayNet.Testing;

namespace RayNet.Tests;

/// <content>The limit, and what only these tests await.</content>
internal static partial class Soon
{
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static Task<T> Within<T>(this ObjectRef<T> reference, [CallerArgumentExpression(nameof(reference))] string what = "") => reference.AsTask().Within(what);

    public static async Task<TException> FailsWith<TException>(this ObjectRef reference, [CallerArgumentExpression(nameof(reference))] string what = "")
        where TException : Exception => await Assert.ThrowsAnyAsync<TException>(() => reference.AsTask().Within(what));

    /// <summary>Asks until the answer is the one that must come soon.</summary>
    public static async Task<T> Until<T>(Func<Task<T>> ask, Func<T, bool> condition, string what)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            T answer = await ask().Within(what);
            if (condition(answer))
            {
                return answer;
            }

            Assert.False(limit.IsCancellationRequested, $"Within {Limit.TotalSeconds} s this did not come: {what}. It is: {(answer is System.Collections.IEnumerable all and not string ? string.Join(" | ", all.Cast<object>()) : answer)}");
            await Task.Delay(20);
        }
    }

    /// <summary>Waits until the stores of all nodes are empty. References that a test has dropped are given up by the collector.</summary>
    public static Task WaitUntilEmptyAsync(this RayCluster cluster) => cluster.WaitForAsync(
        static nodes =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return nodes.All(static node => node.StoredObjects == 0 && (node.HasAnswered || node.Condition != NodeCondition.Alive));
        },
        "empty stores on all nodes");
}
