using System.Runtime.CompilerServices;

namespace RayNet.Runtime.Tests.Errors;

public sealed class UnobservedErrorTests
{
    // Row 40
    [Fact]
    public async Task Failed_ref_that_is_dropped_unread_is_reported_once()
    {
        await using TestCluster cluster = TestCluster.Start();
        var reported = new TaskCompletionSource<Exception>();
        int count = 0;
        cluster.Client.UnobservedError += (_, args) =>
        {
            Interlocked.Increment(ref count);
            reported.TrySetResult(args.Exception);
        };

        await DropAsync();

        await reported.Task.AfterCollection();
        Assert.Equal("unseen", Assert.IsType<ShopException>(await reported.Task).Message);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(1, count);
    }

    // Row 40
    [Fact]
    public async Task Failed_refs_that_were_looked_at_disposed_or_cancelled_are_not_reported()
    {
        await using TestCluster cluster = TestCluster.Start();
        var sentinel = new TaskCompletionSource();
        var others = new List<string>();
        cluster.Client.UnobservedError += (_, args) =>
        {
            if (args.Exception.Message == "unseen")
            {
                sentinel.TrySetResult();
            }
            else
            {
                lock (others)
                {
                    others.Add(args.Exception.Message);
                }
            }
        };

        await ObserveAllAsync(cluster);
        await DropAsync();

        await sentinel.Task.AfterCollection();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Empty(others);
    }

    // Finalizers do not run when a program ends: without this, a short script that forgot an await would hear of nothing.
    [Fact]
    public async Task Failure_that_nobody_looked_at_is_reported_when_the_cluster_ends()
    {
        TestCluster cluster = TestCluster.Start();
        ObjectRef failed = Work.FailRemote("unseen");
        await Ray.WaitAsync([failed]).Within();

        await cluster.DisposeAsync();

        Assert.Single(cluster.Log.Of(LogEvents.UnobservedError));
        GC.KeepAlive(failed);
    }

    [Fact]
    public async Task Without_a_handler_it_is_logged_with_the_remedy()
    {
        await using TestCluster cluster = TestCluster.Start();
        await DropAsync();

        await cluster.Log.Logged(LogEvents.UnobservedError).AfterCollection();

        string message = Assert.Single(cluster.Log.Of(LogEvents.UnobservedError));
        Assert.Contains("Work.Fail", message, StringComparison.Ordinal);
        Assert.Contains("Await", message, StringComparison.Ordinal);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task DropAsync()
    {
        // The next task on the same CPU runs after it, and knows nothing of it.
        await Ray.WaitAsync([Work.FailRemote("unseen")]).Within();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task ObserveAllAsync(TestCluster cluster)
    {
        await Work.FailRemote("awaited").FailsWith<ShopException>();
        Assert.Throws<ShopException>(() => Ray.Get(Work.FailRemote("got")));
        await Assert.ThrowsAsync<ShopException>(() => Ray.WhenAll(Work.FailRemote("all 1"), Work.FailRemote("all 2")).Within());

        ObjectRef<int> disposedBefore = Work.BlockRemote(1, cluster.Gate(), new TaskOptions { NumCpus = 0 });
        Assert.True(Ray.Cancel(disposedBefore, force: false));
        ObjectRef<int> disposed = Work.FailRemote("disposed");
        await Ray.WaitAsync([disposed]).Within();
        disposed.Dispose();

        await Work.FollowRemote(Work.FailRemote("argument"), cluster.Gate().Id).FailsWith<ShopException>();
        await foreach (int item in Items.CountRemote(1))
        {
            Assert.Equal(0, item);
        }

        await Assert.ThrowsAsync<ShopException>(async () =>
        {
            await foreach (int item in Items.FailAfterRemote(1))
            {
                Assert.Equal(0, item);
            }
        });
    }
}
