namespace RayNet.Runtime.Cluster.Tests.Errors;

public sealed class TaskErrorTests(SharedCluster shared) : ClusterTests(shared)
{
    // Row 16
    [Fact]
    public async Task Type_and_message_are_kept_and_the_context_says_where()
    {
        using IDisposable use = Use();

        ShopException error = await Failing.FailRemote("sold out").FailsWith<ShopException>();
        RemoteTaskException context = error.GetRemoteContext()!;

        Assert.Equal("sold out", error.Message);
        Assert.Equal("Failing.Fail", context.TaskName);
        Assert.Equal(1, context.Attempt);
        Assert.Equal(typeof(ShopException).FullName, context.RemoteTypeName);
        Assert.Equal("sold out", context.RemoteMessage);
        Assert.Contains("Failing.Fail", context.RemoteStackTrace, StringComparison.Ordinal);
        Assert.NotEqual(default, context.TaskId);
        Assert.Equal(Cluster.Node.Options.Id, context.NodeId);
    }

    // Row 16
    [Fact]
    public async Task All_refs_of_split_returns_fail()
    {
        using IDisposable use = Use();
        (ObjectRef<int> first, ObjectRef<string> second) = Work.FailSplitRemote();

        await first.FailsWith<ShopException>();
        await second.FailsWith<ShopException>();
    }

    [Fact]
    public async Task Error_of_a_nested_call_has_a_chain_of_contexts()
    {
        using IDisposable use = Use();

        RemoteTaskException outer = (await Failing.OuterRemote("deep").FailsWith<ShopException>()).GetRemoteContext()!;

        Assert.Equal("Failing.Outer", outer.TaskName);
        Assert.Equal("Failing.Fail", Assert.IsType<RemoteTaskException>(outer.InnerException).TaskName);
    }

    [Fact]
    public async Task Exception_that_cannot_be_built_here_is_named()
    {
        using IDisposable use = Use();

        RemoteTaskException error = await Failing.SilentRemote().FailsWith<RemoteTaskException>();

        Assert.Equal(typeof(SilentException).FullName, error.RemoteTypeName);
        Assert.Equal("code 7", error.RemoteMessage);
        Assert.Contains("SilentException", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exception_of_the_framework_keeps_its_type()
    {
        using IDisposable use = Use();

        ArgumentNullException error = await Failing.ArgumentRemote().FailsWith<ArgumentNullException>();
        OperationCanceledException given = await Failing.CancelByItselfRemote().FailsWith<OperationCanceledException>();

        Assert.Contains("There is no size.", error.Message, StringComparison.Ordinal);
        Assert.IsNotType<RemoteTaskCanceledException>(given);
    }

    [Fact]
    public async Task Error_of_an_argument_is_that_of_the_call()
    {
        using IDisposable use = Use();
        ActorHandle<Counter> counter = Counter.CreateRemote(0);

        await Work.EchoRemote(Failing.FailRemote("no")).FailsWith<ShopException>();
        await counter.Add(Failing.FailRemote("no")).FailsWith<ShopException>();
        Assert.Equal(1, await counter.Increment().Within());
    }

    [Fact]
    public async Task Argument_that_cannot_be_read_or_written_fails_the_call_only()
    {
        using IDisposable use = Use();

        RaySerializationException unread = await Failing.UnreadableRemote(new Unreadable { Number = 13 }).FailsWith<RaySerializationException>();
        Exception unwritten = await Assert.ThrowsAnyAsync<Exception>(async () => await Failing.TakeRemote(new Unwritable(1)).Within());

        Assert.Contains("I do not want to be 13.", unread.ToString(), StringComparison.Ordinal);
        Assert.Contains("I do not want to travel.", unwritten.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await Work.EchoRemote(1).Within());
    }

    [Fact]
    public async Task Result_that_cannot_be_written_fails_the_call_only()
    {
        using IDisposable use = Use();

        RaySerializationException error = await Failing.UnwritableRemote().FailsWith<RaySerializationException>();

        Assert.Contains("I do not want to travel.", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await Work.EchoRemote(1).Within());
    }

    [Theory]
    [InlineData(null, 4)]
    [InlineData(1, 2)]
    [InlineData(0, 1)]
    public async Task Named_exceptions_are_retried_as_often_as_MaxRetries_says(int? maxRetries, int runs)
    {
        using IDisposable use = Use();
        Gate gate = NewGate();

        ShopException error = await Failing.TimesRemote(int.MaxValue, gate, new TaskOptions { MaxRetries = maxRetries }).FailsWith<ShopException>();

        Assert.Equal(runs, gate.Arrivals);
        Assert.Equal(runs, error.GetRemoteContext()!.Attempt);
    }

    [Fact]
    public async Task Retried_task_succeeds_in_the_end()
    {
        using IDisposable use = Use();
        Gate gate = NewGate();

        Assert.Equal(3, await Failing.TimesRemote(2, gate).Within());
        Assert.Equal(3, gate.Arrivals);
    }

    [Fact]
    public async Task Attempt_that_takes_too_long_fails_with_a_timeout()
    {
        using IDisposable use = Use();
        Gate gate = NewGate();

        await Slow.DeclaredRemote(gate, new TaskOptions { MaxRetries = 0 }).FailsWith<RemoteTaskTimeoutException>();
        await Work.WaitForCancellationRemote(gate, new TaskOptions { Timeout = TimeSpan.FromMilliseconds(50), MaxRetries = 0 }).FailsWith<RemoteTaskTimeoutException>();
        await Cluster.AllFree();
    }

    // Row 19
    [Fact]
    public async Task Constructor_that_throws_ends_the_actor_with_its_message()
    {
        using IDisposable use = Use();
        ActorHandle<Broken> broken = Broken.CreateRemote("no shop today");

        ActorDiedException first = await broken.Ping().FailsWith<ActorDiedException>();
        ActorDiedException later = await broken.Ping().FailsWith<ActorDiedException>();

        Assert.Contains("no shop today", first.Message, StringComparison.Ordinal);
        Assert.Contains("no shop today", later.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_beyond_MaxPendingCalls_are_refused_where_they_are_made()
    {
        using IDisposable use = Use();
        Gate gate = NewGate();
        ActorHandle<Limited> limited = Limited.CreateRemote();
        ObjectRef<int>[] pending = [limited.Block(gate), limited.Block(gate)];

        PendingCallsLimitExceededException error = Assert.Throws<PendingCallsLimitExceededException>(() => limited.Block(gate));
        Assert.Contains("2", error.Message, StringComparison.Ordinal);
        gate.Open();
        await Ray.WhenAll(pending).Within();
        Assert.Equal(1, await limited.Block(gate).Within());
    }

    [Fact]
    public async Task A_value_that_stays_in_the_store_is_no_pending_call()
    {
        using IDisposable use = Use();
        ActorHandle<Limited> limited = Limited.CreateRemote();
        var kept = new List<ObjectRef<byte[]>>();
        for (int i = 0; i < 4; i++)
        {
            kept.Add(await CallAsync(() => limited.Make(1 << 20)));
        }

        Assert.Equal(4, kept.Count);
    }

    /// <summary>Calls as soon as the actor takes calls.</summary>
    private static async Task<ObjectRef<byte[]>> CallAsync(Func<ObjectRef<byte[]>> call)
    {
        ObjectRef<byte[]>? made = null;
        await Soon.Until(() =>
        {
            try
            {
                made = call();
            }
            catch (PendingCallsLimitExceededException)
            {
                // The ones before have not ended yet.
            }

            return made is not null;
        });
        return made!;
    }
}
