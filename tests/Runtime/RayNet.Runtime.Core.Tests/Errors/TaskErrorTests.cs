namespace RayNet.Runtime.Tests.Errors;

public sealed class TaskErrorTests
{
    // Row 16
    [Fact]
    public async Task Await_and_get_throw_the_users_type_with_its_message()
    {
        await using TestCluster cluster = TestCluster.Start();

        ShopException awaited = await Work.FailRemote("sold out").FailsWith<ShopException>();
        ShopException got = Assert.Throws<ShopException>(() => Ray.Get(Work.FailRemote("closed")));
        ShopException asynchronous = await Work.FailAsyncRemote("late").FailsWith<ShopException>();
        ShopException withoutResult = await Work.FailVoidRemote("void").FailsWith<ShopException>();

        Assert.Equal((string[])["sold out", "closed", "late", "void"], (string[])[awaited.Message, got.Message, asynchronous.Message, withoutResult.Message]);
    }

    // Row 16
    [Fact]
    public async Task Context_names_task_node_attempt_type_and_remote_stack()
    {
        await using TestCluster cluster = TestCluster.Start();

        ShopException error = await Work.FailRemote("sold out").FailsWith<ShopException>();
        RemoteTaskException context = error.GetRemoteContext()!;

        Assert.Equal("Work.Fail", context.TaskName);
        Assert.Equal(1, context.Attempt);
        Assert.Equal(typeof(ShopException).FullName, context.RemoteTypeName);
        Assert.Equal("sold out", context.RemoteMessage);
        Assert.Contains("Work.Fail", context.RemoteStackTrace, StringComparison.Ordinal);
        Assert.NotEqual(default, context.TaskId);
        Assert.NotEqual(default, context.NodeId);
        Assert.Null(context.InnerException);
        Assert.All((string[])["Work.Fail", "ShopException", "sold out"], word => Assert.Contains(word, context.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Name_of_the_options_stands_in_the_context()
    {
        await using TestCluster cluster = TestCluster.Start();

        ShopException error = await Work.FailRemote("x", new TaskOptions { Name = "nightly" }).FailsWith<ShopException>();

        Assert.Equal("nightly", error.GetRemoteContext()!.TaskName);
    }

    [Fact]
    public async Task Error_of_a_nested_call_has_a_chain_of_contexts()
    {
        await using TestCluster cluster = TestCluster.Start();

        ShopException error = await Failing.OuterRemote("deep").FailsWith<ShopException>();

        RemoteTaskException outer = error.GetRemoteContext()!;
        var middle = Assert.IsType<RemoteTaskException>(outer.InnerException);
        var inner = Assert.IsType<RemoteTaskException>(middle.InnerException);
        Assert.Equal((string[])["Failing.Outer", "Failing.Middle", "Work.Fail"], (string[])[outer.TaskName, middle.TaskName, inner.TaskName]);
        Assert.Null(inner.InnerException);
    }

    [Fact]
    public async Task Context_of_a_failed_call_does_not_change_when_others_get_its_error()
    {
        await using TestCluster cluster = TestCluster.Start();
        ObjectRef<int> failed = Work.FailRemote("shared");
        await failed.FailsWith<ShopException>();

        for (int i = 0; i < 5; i++)
        {
            ShopException outer = await Failing.GetOfRemote(failed).FailsWith<ShopException>();
            RemoteTaskException context = outer.GetRemoteContext()!;
            Assert.Equal("Failing.GetOf", context.TaskName);
            Assert.Equal("Work.Fail", Assert.IsType<RemoteTaskException>(context.InnerException).TaskName);
            Assert.Null(context.InnerException.InnerException);
        }

        ShopException again = await failed.FailsWith<ShopException>();
        Assert.Equal("Work.Fail", again.GetRemoteContext()!.TaskName);
    }

    [Fact]
    public async Task Error_of_the_user_that_is_a_cancellation_stays_one()
    {
        await using TestCluster cluster = TestCluster.Start();

        OperationCanceledException error = await Failing.CancelByItselfRemote().FailsWith<OperationCanceledException>();

        Assert.IsNotType<RemoteTaskCanceledException>(error);
        Assert.Equal("Failing.CancelByItself", error.GetRemoteContext()!.TaskName);
    }

    [Fact]
    public async Task Explain_of_a_failed_call_says_that_nothing_is_pending()
    {
        await using TestCluster cluster = TestCluster.Start();
        ObjectRef<int> failed = Work.FailRemote("x");
        await failed.FailsWith<ShopException>();

        Assert.Equal(PendingReason.NotPending, (await Ray.ExplainAsync(failed).Within()).Reason);
    }
}
