namespace RayNet.Testing.Tests.Chaos;

public sealed class OperationLedgerTests
{
    private readonly OperationLedger _ledger = new(TimeSpan.FromSeconds(30), TimeProvider.System);

    [Fact]
    public async Task Right_values_and_allowed_errors_are_counted()
    {
        Assert.True(await _ledger.RunAsync("add", static () => Task.FromResult<(object?, object?)>((3, 3))));
        Assert.False(await _ledger.RunAsync("add", static () => throw new WorkerCrashedException("gone"), RayErrorCode.WorkerCrashed));
        OperationCounts counts = Assert.Single(_ledger.Counts);
        Assert.Equal(("add", 2, 1, 0), (counts.Operation, counts.Submitted, counts.Succeeded, counts.UnderWay));
        Assert.Equal(KeyValuePair.Create(RayErrorCode.WorkerCrashed, 1L), Assert.Single(counts.Failed));
        Assert.True(counts.IsBalanced);
        Assert.Empty(_ledger.Violations);
    }

    [Fact]
    public async Task A_wrong_value_another_error_and_none_in_time_are_broken_promises()
    {
        var hasty = new OperationLedger(TimeSpan.Zero, TimeProvider.System);
        await _ledger.RunAsync("add", static () => Task.FromResult<(object?, object?)>((4, 3)));
        await _ledger.RunAsync("get", static () => throw new InvalidOperationException("no"), RayErrorCode.WorkerCrashed);
        await hasty.RunAsync("hang", static () => new TaskCompletionSource<(object?, object?)>().Task);
        Assert.Equal(["add gave 4 in place of 3", "get failed with InvalidOperationException, which is not allowed for it: no"], _ledger.Violations);
        Assert.Equal("hang has not ended within 0 s", Assert.Single(hasty.Violations));
        Assert.All(_ledger.Counts.Concat(hasty.Counts), static counts => Assert.True(counts.IsBalanced));
    }

    [Fact]
    public async Task What_is_under_way_is_counted_as_such()
    {
        var gate = new TaskCompletionSource<(object?, object?)>();
        Task<bool> running = _ledger.RunAsync("wait", () => gate.Task);
        OperationCounts counts = Assert.Single(_ledger.Counts);
        Assert.Equal((1, 1), (counts.Submitted, counts.UnderWay));
        Assert.True(counts.IsBalanced);
        gate.SetResult((1, 1));
        Assert.True(await running);
    }
}
