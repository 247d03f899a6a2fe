using System.Runtime.CompilerServices;

namespace RayNet.Tests;

/// <content>Awaits references.</content>
internal static partial class Soon
{
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
}
