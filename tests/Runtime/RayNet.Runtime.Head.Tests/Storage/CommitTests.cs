using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Tests.Harness;

namespace RayNet.Runtime.Head.Tests.Storage;

/// <summary>What callers and nodes see while the store writes.</summary>
public sealed class CommitTests
{
    [Fact]
    public async Task Nobody_is_told_before_the_store_has_it()
    {
        using var store = new GatedStore();
        await using var head = new TestHead(store: store);
        IHeadService service = head.Head.ServiceFor(default);
        store.Close();

        Task<bool> put = service.PutKeyAsync("a", "b", [1], overwrite: true);
        await store.BeginsAsync();
        Assert.Null(await service.GetKeyAsync("a", "b"));
        Assert.False(put.IsCompleted);

        store.LetThrough();
        Assert.True(await put);
        Assert.Equal([1], await service.GetKeyAsync("a", "b"));
        store.Open();
    }

    [Fact]
    public async Task What_comes_while_one_commit_runs_goes_together_with_the_next()
    {
        using var store = new GatedStore();
        await using var head = new TestHead(store: store);
        IHeadService service = head.Head.ServiceFor(default);
        store.Close();
        Task<bool> first = service.PutKeyAsync("k", "0", [0], overwrite: false);
        await store.BeginsAsync();

        // Each is run on what the one before it made: the second one of a key is not new.
        Task<bool>[] others = [.. Enumerable.Range(1, 50).Select(number => service.PutKeyAsync("k", $"{number % 25}", [(byte)number], overwrite: true))];
        int before = store.Commits.Count;
        store.LetThrough();
        store.LetThrough();

        Assert.True(await first);
        bool[] areNew = await Task.WhenAll(others);
        Assert.Equal(24, areNew.Count(isNew => isNew));
        Assert.Single(store.Commits[before..]);
        Assert.Equal(25, (await service.ListKeysAsync("k", string.Empty)).Length);
        store.Open();
    }

    [Fact]
    public async Task With_a_refused_commit_everything_that_was_built_on_it_goes()
    {
        using var store = new GatedStore();
        await using var head = new TestHead(store: store);
        IHeadService service = head.Head.ServiceFor(default);
        Assert.True(await service.PutKeyAsync("k", "kept", [1], overwrite: true));
        store.Close();
        Task<bool> first = service.PutKeyAsync("k", "first", [1], overwrite: true);
        await store.BeginsAsync();
        Task<bool> deletes = service.DeleteKeyAsync("k", "kept");
        Task<bool> second = service.PutKeyAsync("k", "second", [1], overwrite: true);
        store.Refuse();

        await Assert.ThrowsAsync<IOException>(() => first);
        await Assert.ThrowsAsync<IOException>(() => deletes);
        await Assert.ThrowsAsync<IOException>(() => second);
        Assert.Equal(["kept"], await service.ListKeysAsync("k", string.Empty));

        store.Open();
        Assert.True(await service.PutKeyAsync("k", "first", [2], overwrite: true));
        Assert.Equal(["first", "kept"], await service.ListKeysAsync("k", string.Empty));
        Assert.Equal(2, store.Load().Count(record => record.Table == Head.Storage.RecordTable.Keys));
    }

    [Fact]
    public async Task A_node_whose_connection_breaks_while_its_registration_is_stored_is_missed()
    {
        using var store = new GatedStore();
        await using var head = new TestHead(store: store);
        store.Close();
        var node = new TestNode(head, Make.Node(2));
        Task registered = node.Session.RegisterAsync(Make.Node(2), 0);
        await store.BeginsAsync();
        node.Session.Disconnect("reset");
        Assert.Empty(node.Told);
        store.LetThrough();
        await registered;
        await store.BeginsAsync();
        store.Open();
        store.LetThrough();

        TestNode other = await head.JoinAsync(3);
        Assert.Equal(NodeLiveness.Unreachable, head.Node(2).Liveness);
        head.Pass(head.Head.Options.GracePeriod);
        await UntilAsync(head, () => head.Node(2).Liveness == NodeLiveness.Dead);
        head.Time.Advance(head.Head.Options.ViewInterval);
        await other.SeesNodeAsync(2, NodeLiveness.Dead);
        Assert.Empty(node.Told);
    }

    [Fact]
    public async Task A_node_that_connects_again_while_the_store_writes_stays()
    {
        using var store = new GatedStore();
        await using var head = new TestHead(store: store);
        TestNode first = await head.JoinAsync(2);
        store.Close();
        var second = new TestNode(head, Make.Node(2));
        Task registered = second.Session.RegisterAsync(Make.Node(2), 42);
        await store.BeginsAsync();
        first.Session.Disconnect("reset");
        store.Open();
        store.LetThrough();
        await registered;
        await second.SeesViewAsync(view => view.IsComplete);

        head.Pass(head.Head.Options.GracePeriod * 2);
        Assert.Equal(NodeLiveness.Alive, head.Node(2).Liveness);
        await second.Session.ReportAsync(Make.Report(1, 3));
    }

    [Fact]
    public async Task A_node_is_given_up_also_when_the_store_refuses_at_first()
    {
        using var store = new GatedStore();
        await using var head = new TestHead(store: store);
        TestNode node = await head.JoinAsync(2);
        store.RefuseAll();
        int before = store.Commits.Count;
        node.Session.Disconnect("reset");

        // Neither that it is lost nor that it is dead is stored; its time runs again after each refusal.
        await UntilAsync(head, () => store.Commits.Count >= before + 3);
        Assert.Equal(NodeLiveness.Alive, head.Node(2).Liveness);
        store.Open();
        await UntilAsync(head, () => head.Node(2).Liveness == NodeLiveness.Dead);
    }

    /// <summary>Lets graces expire until something is so.</summary>
    private static async Task UntilAsync(TestHead head, Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            head.Pass(head.Head.Options.GracePeriod);
            await Task.Yield();
        }
    }
}
