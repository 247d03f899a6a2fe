using RayNet.Runtime.Cluster.Logs;
using RayNet.Runtime.Control;

namespace RayNet.Runtime.Cluster.Tests.Logs;

/// <summary>Lines that wait for their driver.</summary>
public sealed class LogInboxTests
{
    private static readonly NodeId First = new(1, 1);
    private static readonly NodeId Second = new(2, 1);

    [Fact]
    public async Task What_is_delivered_again_is_not_taken_again()
    {
        var inbox = new LogInbox();
        await inbox.AddAsync(First, 1, Lines("a"), CancellationToken.None);
        await inbox.AddAsync(First, 1, Lines("a"), CancellationToken.None);
        await inbox.AddAsync(Second, 1, Lines("b"), CancellationToken.None);
        LogPage page = await inbox.ReadAsync(CancellationToken.None);
        Assert.Equal(["a", "b"], page.Batches.SelectMany(static batch => batch.Lines));
        Assert.False(page.IsLast);
    }

    [Fact]
    public async Task A_driver_that_does_not_read_stops_who_delivers()
    {
        var inbox = new LogInbox();
        string large = new('x', LogInbox.Capacity);
        await inbox.AddAsync(First, 1, Lines(large), CancellationToken.None);
        using var stop = new CancellationTokenSource();
        Task waiting = inbox.AddAsync(First, 2, Lines("next"), stop.Token);
        Assert.False(waiting.IsCompleted);

        // Who gives up has delivered nothing, and delivers it later.
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(large, Assert.Single((await inbox.ReadAsync(CancellationToken.None)).Batches).Lines[0]);
        await inbox.AddAsync(First, 2, Lines("next"), CancellationToken.None);
        Assert.Equal("next", Assert.Single((await inbox.ReadAsync(CancellationToken.None)).Batches).Lines[0]);
    }

    [Fact]
    public async Task The_last_page_comes_after_everything_else()
    {
        var inbox = new LogInbox();
        Task<LogPage> waiting = inbox.ReadAsync(CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        await inbox.AddAsync(First, 1, Lines("a"), CancellationToken.None);
        Assert.Single((await waiting).Batches);

        await inbox.AddAsync(First, 2, Lines("b"), CancellationToken.None);
        inbox.Complete();
        LogPage last = await inbox.ReadAsync(CancellationToken.None);
        Assert.Equal("b", Assert.Single(last.Batches).Lines[0]);
        Assert.True(last.IsLast);
        Assert.Empty((await inbox.ReadAsync(CancellationToken.None)).Batches);
    }

    private static LogLines Lines(string line) => new(1, First, IsError: false, null, [line]);
}
