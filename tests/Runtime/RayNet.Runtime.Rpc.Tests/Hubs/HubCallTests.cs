using Grpc.Core;
using RayNet.Runtime.Rpc.Hubs;
using RayNet.Runtime.Rpc.Tests.Echo;
using RayNet.Runtime.Rpc.Tests.Support;

namespace RayNet.Runtime.Rpc.Tests.Hubs;

/// <summary>Calls, pushes and questions over one connection.</summary>
public sealed class HubCallTests
{
    private readonly HubHarness _harness = new();

    [Fact]
    public async Task Calls_run_one_after_another_in_the_order_in_which_they_were_sent()
    {
        await using ProbeHubClient hub = await _harness.ConnectAsync();
        hub.Add(1);
        Task<int[]> first = hub.AddedAsync();
        hub.Add(2);
        Task<int[]> second = hub.AddedAsync();
        ProbeHub implementation = await _harness.Created.Task.WaitAsync(Limits.Wait);
        await implementation.Entered.Task.WaitAsync(Limits.Wait);
        Assert.Equal([1], implementation.Seen);
        implementation.Gate.SetResult();
        await AssertAsync(first, 1);
        await AssertAsync(second, 1, 2);
    }

    [Fact]
    public async Task Pushes_arrive_in_order_and_before_the_answer_of_the_call_that_made_them()
    {
        var receiver = new ProbeReceiver();
        await using ProbeHubClient hub = await _harness.ConnectAsync(receiver);
        Assert.Equal(500, await hub.CountAsync(500).WaitAsync(Limits.Wait));
        for (int i = 0; i < 500; i++)
        {
            Assert.True(receiver.Numbers.TryRead(out int number));
            Assert.Equal(i, number);
        }
    }

    [Fact]
    public async Task A_broadcast_reaches_all_members_in_one_order_and_nobody_else()
    {
        ProbeReceiver[] receivers = [new(), new(), new()];
        await using ProbeHubClient first = await _harness.ConnectAsync(receivers[0]);
        await using ProbeHubClient second = await _harness.ConnectAsync(receivers[1]);
        await using ProbeHubClient third = await _harness.ConnectAsync(receivers[2]);
        await first.JoinAsync();
        await second.JoinAsync();
        await third.JoinAsync();
        await third.LeaveAsync();
        await Task.WhenAll(first.BroadcastAsync(100), second.BroadcastAsync(100)).WaitAsync(Limits.Wait);
        int[] atFirst = await TakeAsync(receivers[0], 200);
        Assert.Equal(atFirst, await TakeAsync(receivers[1], 200));
        Assert.False(receivers[2].Numbers.TryRead(out _));
    }

    [Fact]
    public async Task An_embedded_member_gets_broadcasts_by_plain_calls()
    {
        var embedded = new ProbeReceiver();
        var hub = new ProbeHub(new HubCaller<IProbeReceiver>(embedded, CancellationToken.None), _harness);
        var remote = new ProbeReceiver();
        await using ProbeHubClient client = await _harness.ConnectAsync(remote);
        await hub.JoinAsync();
        await client.JoinAsync();
        await hub.BroadcastAsync(3);
        await AssertAsync(TakeAsync(embedded, 3), 0, 1, 2);
        await AssertAsync(TakeAsync(remote, 3), 0, 1, 2);
        Assert.Equal("yes!", await hub.AskAsync("yes"));
    }

    [Fact]
    public async Task A_client_that_disconnects_leaves_its_groups()
    {
        ProbeHubClient hub = await _harness.ConnectAsync();
        await hub.JoinAsync();
        Assert.Equal(1, _harness.Group.Count);
        await hub.DisposeAsync();
        await _harness.Connector.Serving.WaitAsync(Limits.Wait);
        Assert.Equal(0, _harness.Group.Count);
    }

    [Fact]
    public async Task Errors_of_RayNet_keep_their_type_and_others_stay_on_the_server()
    {
        await using ProbeHubClient hub = await _harness.ConnectAsync();
        var missing = await Assert.ThrowsAsync<ActorNotFoundException>(() => hub.FailAsync((int)RayErrorCode.ActorNotFound, "There is no actor 'a'."));
        Assert.Equal("There is no actor 'a'.", missing.Message);
        var newer = await Assert.ThrowsAsync<RayException>(() => hub.FailAsync(12345, "Of a newer version."));
        Assert.Equal((RayErrorCode)12345, newer.Code);
        hub.Explode();
        Assert.Equal("inherited", await hub.InheritedAsync());
    }

    [Fact]
    public async Task Values_travel_by_their_generated_formatters()
    {
        await using ProbeHubClient hub = await _harness.ConnectAsync();
        var value = new ProbeValue("n", [1, 2, 3], DayOfWeek.Friday);
        ProbeValue? copy = await hub.EchoAsync(value);
        Assert.Equal((value.Name, value.Day), (copy!.Name, copy.Day));
        Assert.Equal(value.Numbers, copy.Numbers);
        Assert.Null(await hub.EchoAsync(null));
    }

    [Fact]
    public async Task The_client_answers_questions_while_the_call_that_asks_runs()
    {
        await using ProbeHubClient hub = await _harness.ConnectAsync();
        Assert.Equal("why!", await hub.AskAsync("why").WaitAsync(Limits.Wait));
    }

    [Fact]
    public async Task A_failed_answer_fails_the_question_with_its_error()
    {
        await using ProbeHubClient hub = await _harness.ConnectAsync(new ProbeReceiver { OnQuestion = static _ => throw new ActorNotFoundException("not here") });
        Assert.Equal("not here", (await Assert.ThrowsAsync<ActorNotFoundException>(() => hub.AskAsync("why").WaitAsync(Limits.Wait))).Message);
        await using ProbeHubClient other = await _harness.ConnectAsync(new ProbeReceiver { OnQuestion = static _ => throw new InvalidOperationException("odd") });
        var odd = await Assert.ThrowsAsync<RpcException>(() => other.AskAsync("why").WaitAsync(Limits.Wait));
        Assert.Equal((StatusCode.Internal, "odd"), (odd.StatusCode, odd.Status.Detail));
    }

    [Fact]
    public async Task A_receiver_that_throws_loses_nothing_but_that_push()
    {
        var receiver = new ProbeReceiver { OnPush = static number => throw new InvalidOperationException($"No {number}.") };
        await using ProbeHubClient hub = await _harness.ConnectAsync(receiver);
        Assert.Equal(3, await hub.CountAsync(3).WaitAsync(Limits.Wait));
        await AssertAsync(TakeAsync(receiver, 3), 0, 1, 2);
    }

    [Fact]
    public async Task Cancelling_a_call_ends_the_waiting_and_leaves_the_connection()
    {
        await using ProbeHubClient hub = await _harness.ConnectAsync();
        using var source = new CancellationTokenSource();
        Task<int[]> added = hub.AddedAsync();
        Task waiting = hub.WaitAsync(source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Limits.Wait));
        (await _harness.Created.Task).Gate.SetResult();
        Assert.Empty(await added.WaitAsync(Limits.Wait));
    }

    private static async Task AssertAsync(Task<int[]> actual, params int[] expected) => Assert.Equal(expected, await actual.WaitAsync(Limits.Wait));

    private static async Task<int[]> TakeAsync(ProbeReceiver receiver, int count)
    {
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = await receiver.Numbers.ReadAsync().AsTask().WaitAsync(Limits.Wait);
        }

        return numbers;
    }
}
