using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using RayNet.Runtime.Rpc.Hubs;
using RayNet.Runtime.Rpc.Tests.Echo;
using RayNet.Runtime.Rpc.Tests.Support;

namespace RayNet.Runtime.Rpc.Tests.Hubs;

/// <summary>How connections end, on both sides, and what of them is left.</summary>
public sealed class HubLifeTests
{
    [Fact]
    public async Task A_client_that_leaves_is_served_to_the_end_and_both_sides_know()
    {
        var harness = new HubHarness();
        ProbeHubClient hub = await harness.ConnectAsync();
        for (int i = 0; i < 20; i++)
        {
            hub.Add(i);
        }

        ProbeHub implementation = await harness.Created.Task.WaitAsync(Limits.Wait);
        await hub.DisposeAsync();
        Assert.Equal(new HubDisconnection(HubDisconnectReason.Left), await hub.Connection.Disconnected.WaitAsync(Limits.Wait));
        await implementation.Disposed.Task.WaitAsync(Limits.Wait);
        await harness.Connector.Serving.WaitAsync(Limits.Wait);
        Assert.True(implementation.Caller.Disconnected.IsCancellationRequested);
        Assert.Equal(Enumerable.Range(0, 20), implementation.Seen);
        Assert.Throws<ObjectDisposedException>(() => hub.Add(1));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => hub.JoinAsync());
        implementation.Caller.Receiver.OnNumber(1);
    }

    [Fact]
    public async Task A_server_that_stops_fails_calls_that_wait_and_calls_to_come()
    {
        var harness = new HubHarness();
        await using ProbeHubClient hub = await harness.ConnectAsync();
        Task waiting = hub.WaitAsync();
        ProbeHub implementation = await harness.Created.Task.WaitAsync(Limits.Wait);
        await implementation.Entered.Task.WaitAsync(Limits.Wait);
        await harness.Connector.Stop.CancelAsync();
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => waiting.WaitAsync(Limits.Wait))).StatusCode);
        Assert.Equal(HubDisconnectReason.Failed, (await hub.Connection.Disconnected.WaitAsync(Limits.Wait)).Reason);
        await implementation.Disposed.Task.WaitAsync(Limits.Wait);
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => hub.JoinAsync())).StatusCode);
        Assert.Throws<RpcException>(() => hub.Add(1));
    }

    [Fact]
    public async Task A_client_that_leaves_while_calls_wait_cancels_them()
    {
        var time = new FakeTimeProvider();
        var harness = new HubHarness();
        ProbeHubClient hub = await harness.ConnectAsync(options: new HubOptions { TimeProvider = time });
        Task waiting = hub.WaitAsync();
        ProbeHub implementation = await harness.Created.Task.WaitAsync(Limits.Wait);
        await implementation.Entered.Task.WaitAsync(Limits.Wait);
        Task leaving = hub.DisposeAsync().AsTask();

        // The server still works on the call, so the client gives it its tenth of a second, and then goes.
        time.Advance(TimeSpan.FromMilliseconds(100));
        await leaving.WaitAsync(Limits.Wait);
        await Assert.ThrowsAsync<TaskCanceledException>(() => waiting.WaitAsync(Limits.Wait));
        await harness.Connector.Stop.CancelAsync();
    }

    [Fact]
    public async Task A_server_that_ends_regularly_says_so()
    {
        (MemoryHubChannel client, MemoryHubChannel server) = MemoryHubChannel.Pair();
        await using ProbeHubClient hub = await ProbeHubClient.ConnectAsync(new FixedConnector(client), new ProbeReceiver());
        await server.DisposeAsync();
        Assert.Equal(new HubDisconnection(HubDisconnectReason.Ended), await hub.Connection.Disconnected.WaitAsync(Limits.Wait));
    }

    [Fact]
    public async Task A_client_that_does_not_answer_heartbeats_is_disconnected()
    {
        var time = new FakeTimeProvider();
        (MemoryHubChannel client, Task serving) = await ServeUntilHeartbeatAsync(time);
        await client.SendAsync("947F0000C0");
        await client.SendAsync("930101C0");
        Assert.StartsWith("9401", await client.NextAsync(), StringComparison.Ordinal);

        // The first was answered, the second is not.
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.StartsWith("957F01CF", await client.NextAsync(), StringComparison.Ordinal);
        Pass(time, TimeSpan.FromSeconds(3));
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => EndsAsync(serving, "the server keeps the connection"))).StatusCode);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_heartbeats_is_left()
    {
        var time = new FakeTimeProvider();
        var options = new HubOptions { TimeProvider = time, HeartbeatInterval = TimeSpan.FromSeconds(10), HeartbeatTimeout = TimeSpan.FromSeconds(3) };
        (MemoryHubChannel client, MemoryHubChannel server) = MemoryHubChannel.Pair();
        ProbeHubClient hub = await ProbeHubClient.ConnectAsync(new FixedConnector(client), new ProbeReceiver(), options);
        try
        {
            time.Advance(TimeSpan.FromSeconds(10));
            Assert.StartsWith("947E00", await server.NextAsync(), StringComparison.Ordinal);
            Pass(time, TimeSpan.FromSeconds(3));
            await EndsAsync(hub.Connection.Disconnected, "the client keeps the connection");
            Assert.Equal(HubDisconnectReason.TimedOut, (await hub.Connection.Disconnected).Reason);
        }
        finally
        {
            // A client that is connected yet gives the server a moment, which does not pass by itself.
            Task leaving = hub.DisposeAsync().AsTask();
            time.Advance(TimeSpan.FromSeconds(1));
            await leaving.WaitAsync(Limits.Wait);
        }
    }

    [Fact]
    public async Task Time_in_which_a_side_stood_still_itself_is_not_held_against_the_other()
    {
        var time = new FakeTimeProvider();
        (MemoryHubChannel client, Task serving) = await ServeUntilHeartbeatAsync(time);

        // The answer waits to be read for as long as the server stands still.
        time.Advance(TimeSpan.FromHours(1));
        Assert.False(serving.IsCompleted);
        await client.SendAsync("947F0000C0");
        await client.SendAsync("930101C0");
        Assert.StartsWith("9401", await client.NextAsync(), StringComparison.Ordinal);

        // It goes on as before, and silence that the server was awake for counts.
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.StartsWith("957F01CF", await client.NextAsync(), StringComparison.Ordinal);
        Pass(time, TimeSpan.FromSeconds(3));
        await Assert.ThrowsAsync<RpcException>(() => EndsAsync(serving, "the server keeps the connection"));
    }

    [Fact]
    public async Task Whatever_the_other_side_says_is_a_sign_of_life()
    {
        var time = new FakeTimeProvider();
        (MemoryHubChannel client, Task serving) = await ServeUntilHeartbeatAsync(time);

        // The heartbeat is not answered, but calls come.
        for (int i = 0; i < 5; i++)
        {
            Pass(time, TimeSpan.FromSeconds(2));
            await client.SendAsync("930101C0");
            Assert.StartsWith("9401", await client.NextAsync(), StringComparison.Ordinal);
        }

        Assert.False(serving.IsCompleted);
        Pass(time, TimeSpan.FromSeconds(6));
        await Assert.ThrowsAsync<RpcException>(() => EndsAsync(serving, "the server keeps the connection"));
    }

    [Fact]
    public async Task Heartbeats_go_both_ways_for_as_long_as_they_are_answered()
    {
        var time = new FakeTimeProvider();
        var options = new HubOptions { TimeProvider = time, HeartbeatInterval = TimeSpan.FromSeconds(10), HeartbeatTimeout = TimeSpan.FromSeconds(3) };
        var harness = new HubHarness(options);
        await using ProbeHubClient hub = await harness.ConnectAsync(options: options);
        for (int i = 0; i < 5; i++)
        {
            time.Advance(TimeSpan.FromSeconds(10));

            // The call comes behind the heartbeats and their answers, both ways.
            await hub.InheritedAsync().AsTask().WaitAsync(Limits.Wait);
            await hub.InheritedAsync().AsTask().WaitAsync(Limits.Wait);
        }

        Assert.False(hub.Connection.Disconnected.IsCompleted);
        Assert.False(harness.Connector.Serving.IsCompleted);
    }

    [Fact]
    public async Task A_question_without_an_answer_in_time_fails()
    {
        var time = new FakeTimeProvider();
        var harness = new HubHarness(new HubOptions { TimeProvider = time });
        var asked = new TaskCompletionSource();
        await using ProbeHubClient hub = await harness.ConnectAsync(new ProbeReceiver
        {
            OnQuestion = _ =>
            {
                asked.SetResult();
                return new TaskCompletionSource<string>().Task;
            },
        });
        Task<string> answer = hub.AskAsync("why");
        await asked.Task.WaitAsync(Limits.Wait);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(StatusCode.DeadlineExceeded, (await Assert.ThrowsAsync<RpcException>(() => answer.WaitAsync(Limits.Wait))).StatusCode);
    }

    [Fact]
    public async Task A_client_that_reads_too_slowly_loses_its_connection()
    {
        var harness = new HubHarness();
        (MemoryHubChannel client, MemoryHubChannel server) = MemoryHubChannel.Pair(capacityToClient: 1);
        var endpoint = new HubEndpoint<IProbeHub, IProbeReceiver>(
            ProbeHubMethods.Contract,
            caller => new ProbeHub(caller, harness),
            new HubOptions { MaxQueuedBytes = 1000 });
        Task serving = endpoint.RunAsync(server, CancellationToken.None);
        await client.SendAsync("9301" + Hex(ProbeHubMethods.CountAsync.Id) + "CD07D0");
        Assert.Contains("reads too slowly", (await Assert.ThrowsAsync<RayException>(() => serving.WaitAsync(Limits.Wait))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hub_whose_creation_fails_ends_the_connection()
    {
        var endpoint = new HubEndpoint<IProbeHub, IProbeReceiver>(ProbeHubMethods.Contract, _ => throw new ActorNotFoundException("nobody"));
        (_, MemoryHubChannel server) = MemoryHubChannel.Pair();
        await Assert.ThrowsAsync<ActorNotFoundException>(() => endpoint.RunAsync(server, CancellationToken.None).WaitAsync(Limits.Wait));
    }

    /// <summary>Lets time pass for a process that runs all the while.</summary>
    /// <summary>A server that has sent its first heartbeat, and waits three seconds for the answer; the next one comes ten seconds after that.</summary>
    private static async Task<(MemoryHubChannel Client, Task Serving)> ServeUntilHeartbeatAsync(FakeTimeProvider time)
    {
        var options = new HubOptions { TimeProvider = time, HeartbeatInterval = TimeSpan.FromSeconds(10), HeartbeatTimeout = TimeSpan.FromSeconds(3) };
        var harness = new HubHarness(options);
        (MemoryHubChannel client, MemoryHubChannel server) = MemoryHubChannel.Pair();
        var endpoint = new HubEndpoint<IProbeHub, IProbeReceiver>(ProbeHubMethods.Contract, caller => new ProbeHub(caller, harness), options);
        Task serving = endpoint.RunAsync(server, CancellationToken.None);
        Assert.Equal("93FF000C", await client.NextAsync());
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.StartsWith("957F00CF", await client.NextAsync(), StringComparison.Ordinal);
        return (client, serving);
    }

    private static void Pass(FakeTimeProvider time, TimeSpan length)
    {
        for (int step = 0; step < 2 * PatientTimer.Steps; step++)
        {
            time.Advance(length / (2 * PatientTimer.Steps));
        }
    }

    private static async Task EndsAsync(Task connection, string otherwise)
    {
        try
        {
            await connection.WaitAsync(Limits.Wait);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"A heartbeat was not answered in time, and {otherwise}.");
        }
    }

    private static string Hex(int id) => (id < 0 ? "D2" : "CE") + id.ToString("X8", System.Globalization.CultureInfo.InvariantCulture);
}
