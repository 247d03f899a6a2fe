namespace RayNet.Runtime.Transport.Tests.Support;

/// <summary>Waits for events with a limit that says what did not happen.</summary>
internal static class Limit
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    internal static async Task Of(Task task, string what)
    {
        try
        {
            await task.WaitAsync(Patience);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            Assert.Fail($"{what}: did not happen within {Patience.TotalSeconds} s.");
        }
    }

    internal static async Task<T> Of<T>(Task<T> task, string what)
    {
        await Of((Task)task, what);
        return await task;
    }

    /// <summary>Waits for an exception.</summary>
    internal static async Task<T> Fails<T>(Task task, string what)
        where T : Exception
    {
        await Of(task.ContinueWith(static _ => { }, TaskScheduler.Default), what);
        return await Assert.ThrowsAnyAsync<T>(() => task);
    }

    /// <summary>Lets time pass until something has happened.</summary>
    internal static async Task Passes(FakeTimeProvider time, Task until, string what)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!until.IsCompleted)
        {
            Assert.False(patience.IsCancellationRequested, $"{what}: did not happen while time passed.");
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5);
        }
    }

    /// <summary>Waits until a condition holds that has no event.</summary>
    internal static async Task Until(Func<bool> condition, string what)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            Assert.False(patience.IsCancellationRequested, $"{what}: did not happen within {Patience.TotalSeconds} s.");
            await Task.Delay(5);
        }
    }
}
