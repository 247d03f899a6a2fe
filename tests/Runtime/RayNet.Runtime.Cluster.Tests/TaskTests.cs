namespace RayNet.Runtime.Cluster.Tests;

/// <summary>Tasks on worker processes.</summary>
public sealed class TaskTests(LocalWorkers workers) : IClassFixture<LocalWorkers>
{
    [Fact]
    public async Task Task_runs_in_another_process()
    {
        using IDisposable use = workers.Client.Use();
        int process = await Work.ProcessIdRemote().AsTask().WaitAsync(LocalWorkers.Limit);
        Assert.NotEqual(Environment.ProcessId, process);
    }

    [Fact]
    public async Task Result_of_one_task_is_the_argument_of_the_next()
    {
        using IDisposable use = workers.Client.Use();
        ObjectRef<int> sum = Work.AddRemote(Work.AddRemote(1, 2), 3);
        Assert.Equal(6, await sum.AsTask().WaitAsync(LocalWorkers.Limit));
    }

    [Fact]
    public async Task Exception_keeps_its_type_and_says_where_it_was_thrown()
    {
        using IDisposable use = workers.Client.Use();
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => Work.FailRemote("no such thing").AsTask().WaitAsync(LocalWorkers.Limit));
        Assert.Equal("no such thing", error.Message);
        Assert.Equal("Work.Fail", error.GetRemoteContext()?.TaskName);
        Assert.Contains("Work.Fail", error.GetRemoteContext()?.RemoteStackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thousand_tasks_in_flight_return_their_own_results()
    {
        using IDisposable use = workers.Client.Use();
        ObjectRef<int>[] references = [.. Enumerable.Range(0, 1000).Select(static i => Work.AddRemote(i, i))];
        int[] results = await Ray.GetAsync(references).WaitAsync(LocalWorkers.Limit);
        Assert.Equal(Enumerable.Range(0, 1000).Select(static i => 2 * i), results);
    }

    [Fact]
    public async Task Nesting_deeper_than_there_are_slots_ends()
    {
        using IDisposable use = workers.Client.Use();
        Assert.Equal(8, await Work.NestedRemote(8).AsTask().WaitAsync(LocalWorkers.Limit));
    }

    [Fact]
    public async Task Stream_gives_its_items_in_order()
    {
        using IDisposable use = workers.Client.Use();
        var items = new List<int>();
        await foreach (int item in Work.CountRemote(20))
        {
            items.Add(item);
        }

        Assert.Equal(Enumerable.Range(0, 20), items);
    }

    [Fact]
    public async Task Cancelling_ends_a_task_that_runs()
    {
        using IDisposable use = workers.Client.Use();
        ObjectRef reference = Work.WaitForEverRemote();
        Assert.True(Ray.Cancel(reference));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reference.AsTask().WaitAsync(LocalWorkers.Limit));
    }

    [Fact]
    public async Task References_in_a_list_arrive_as_references()
    {
        using IDisposable use = workers.Client.Use();
        Assert.Equal(6, await Work.SumOfRemote([Ray.Put(1), Work.AddRemote(1, 1), Ray.Put(3)]).AsTask().WaitAsync(LocalWorkers.Limit));
    }
}
