using Microsoft.Extensions.Time.Testing;
using RayNet.Runtime.Cluster.Queries;
using RayNet.Runtime.Control;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Tests.State;

/// <summary>One answer of several.</summary>
public sealed class StateMergeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_page_is_cut_at_its_limit_in_the_order_of_the_sources()
    {
        StatePage<string> page = await AskAsync(3, Answer("a", 2), Answer("b", 3), Answer("c", 1)).Within();

        Assert.Equal(["a0", "a1", "b0"], page.Items);
        Assert.Equal(["after a0", "after a1", "after b0"], page.Places);
        Assert.True(page.IsMore);
        Assert.False((await AskAsync(6, Answer("a", 2), Answer("b", 3), Answer("c", 1)).Within()).IsMore);
    }

    [Fact]
    public async Task Who_does_not_answer_in_time_is_named_and_the_others_are_there()
    {
        var cancelled = new TaskCompletionSource();
        var silent = new StateSource<StatePage<string>>("The silent one", token =>
        {
            token.Register(cancelled.SetResult);
            return new TaskCompletionSource<StatePage<string>>().Task;
        });
        Task<StatePage<string>> asked = AskAsync(10, silent, Answer("b", 1));
        Assert.False(asked.IsCompleted);

        _time.Advance(Patience);

        StatePage<string> page = await asked.Within();
        Assert.Equal(["b0"], page.Items);
        Assert.Equal(["The silent one did not answer within 5 s."], page.Missing);
        await cancelled.Task.Within();
    }

    [Fact]
    public async Task Who_has_ended_is_not_missing_and_who_fails_is()
    {
        var ended = new StateSource<StatePage<string>>("The ended one", static _ => Task.FromException<StatePage<string>>(new LinkException(LinkError.Broken, "It has ended.")));
        var failing = new StateSource<StatePage<string>>("The failing one", static _ => Task.FromException<StatePage<string>>(new RayException(RayErrorCode.Unknown, "It is older.")));

        StatePage<string> page = await AskAsync(10, ended, failing, Answer("c", 1)).Within();

        Assert.Equal(["c0"], page.Items);
        Assert.Equal(["The failing one did not answer: It is older."], page.Missing);
    }

    [Fact]
    public async Task What_was_asked_wrongly_and_the_askers_own_end_are_no_answers()
    {
        var refusing = new StateSource<StatePage<string>>("It", static _ => Task.FromException<StatePage<string>>(new InvalidOptionException("No such page.")));
        await Assert.ThrowsAsync<InvalidOptionException>(() => AskAsync(10, refusing));
        using var stop = new CancellationTokenSource();
        Task<StatePage<string>> asked = StateMerge.PageAsync([new StateSource<StatePage<string>>("It", static _ => new TaskCompletionSource<StatePage<string>>().Task)], 10, Patience, _time, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    [Fact]
    public async Task Counts_are_added_by_name_and_status()
    {
        TaskCounts counts = await StateMerge.CountAsync(
            [.. new[] { 2, 3 }.Select(static count => new StateSource<TaskCounts>("It", _ => Task.FromResult(new TaskCounts([new TaskCount("a", RemoteTaskStatus.Queued, count), new TaskCount("a", RemoteTaskStatus.Running, 1)], [$"missing {count}"]))))],
            Patience,
            _time,
            CancellationToken.None).Within();

        Assert.Equal([new TaskCount("a", RemoteTaskStatus.Queued, 5), new TaskCount("a", RemoteTaskStatus.Running, 2)], counts.Counts.OrderBy(static count => count.Status));
        Assert.Equal(["missing 2", "missing 3"], counts.Missing);
    }

    private static StateSource<StatePage<string>> Answer(string name, int count)
    {
        string[] items = [.. Enumerable.Range(0, count).Select(i => $"{name}{i}")];
        return new StateSource<StatePage<string>>(name, _ => Task.FromResult(new StatePage<string>(items, [.. items.Select(static item => $"after {item}")], false, [])));
    }

    private Task<StatePage<string>> AskAsync(int limit, params StateSource<StatePage<string>>[] sources) => StateMerge.PageAsync(sources, limit, Patience, _time, CancellationToken.None);
}
