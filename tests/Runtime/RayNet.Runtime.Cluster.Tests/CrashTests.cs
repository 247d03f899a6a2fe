using System.Diagnostics;

namespace RayNet.Runtime.Cluster.Tests;

/// <summary>Workers that die.</summary>
public sealed class CrashTests
{
    [Fact]
    public async Task Crash_of_a_worker_fails_its_task_and_the_next_task_gets_another_worker()
    {
        await using IRayClient client = await Ray.InitAsync(static options =>
        {
            options.Workers = 1;
            options.SetAsDefault = false;
            options.LogToDriver = false;
        });
        using IDisposable use = client.Use();
        WorkerCrashedException error = await Assert.ThrowsAsync<WorkerCrashedException>(() => Work.CrashRemote().AsTask().WaitAsync(LocalWorkers.Limit));
        Assert.Contains("after 2 attempts", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, await Work.AddRemote(1, 2).AsTask().WaitAsync(LocalWorkers.Limit));
    }

    [Fact]
    public async Task Disposing_the_client_ends_its_workers()
    {
        int process;
        await using (IRayClient client = await Ray.InitAsync(static options =>
        {
            options.Workers = 1;
            options.SetAsDefault = false;
            options.LogToDriver = false;
        }))
        {
            using IDisposable use = client.Use();
            process = await Work.ProcessIdRemote().AsTask().WaitAsync(LocalWorkers.Limit);
        }

        Assert.Throws<ArgumentException>(() => Process.GetProcessById(process));
    }
}
