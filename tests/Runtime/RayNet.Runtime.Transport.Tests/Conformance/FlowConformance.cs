namespace RayNet.Runtime.Transport.Tests.Conformance;

/// <summary>What happens when one side is slower than the other, on every lane.</summary>
public abstract class FlowConformance
{
    private protected abstract Lane CreateLane();

    [Fact]
    public async Task A_writer_that_waits_for_room_holds_no_more_than_the_limit_and_loses_nothing()
    {
        const int Payload = 10_000;
        const int Count = 2_000;
        const int Backlog = 200_000;
        await using Lane lane = CreateLane();
        lane.Options = lane.Options with { MaxBacklogBytes = Backlog };
        await lane.StartAsync();
        (Link client, Link server) = await lane.ConnectAsync();
        using var open = new ManualResetEventSlim();
        var received = new Collector { KeepsPayloads = false, OnEach = (_, _) => open.Wait() };
        server.Start(received);
        client.Start(new Collector());

        int largest = 0;
        int written = 0;
        Task writer = Task.Run(async () =>
        {
            byte[] payload = new byte[Payload];
            for (uint slot = 0; slot < Count; slot++)
            {
                await client.WaitForRoomAsync(CancellationToken.None);
                client.Post(FrameKind.Call, slot: slot, payload: payload);
                largest = Math.Max(largest, client.Backlog);
                Volatile.Write(ref written, (int)slot + 1);
            }
        });

        // The writer stands still when neither the connection nor the backlog takes more.
        await Limit.Until(() => client.Backlog > Backlog, "The backlog was full");
        Assert.False(writer.IsCompleted);
        Assert.True(Volatile.Read(ref written) < Count);
        open.Set();

        await Limit.Of(writer, "The writer went on");
        Frame[] frames = await received.Arrived(Count);
        Assert.Equal(Enumerable.Range(0, Count).Select(i => (uint)i), frames.Select(frame => frame.Slot));
        Assert.True(largest <= 2 * (Backlog + Payload + FrameHeader.Size), $"The backlog was {largest} bytes.");
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Who_waits_for_room_goes_on_when_the_link_ends()
    {
        await using Lane lane = CreateLane();
        lane.Options = lane.Options with { MaxBacklogBytes = 1_000 };
        await lane.StartAsync();
        (Link client, Link server) = await lane.ConnectAsync();
        client.Start(new Collector());
        client.Post(FrameKind.Call, payload: new byte[20_000_000]);
        Task waits = client.WaitForRoomAsync(CancellationToken.None).AsTask();
        using var canceled = new CancellationTokenSource();
        Task another = client.WaitForRoomAsync(canceled.Token).AsTask();
        Assert.False(waits.IsCompleted);

        await canceled.CancelAsync();
        await Limit.Fails<TaskCanceledException>(another, "Waiting was given up");
        server.Close(LinkError.Closed, "No more.");
        server.Start(new Collector());

        await Limit.Of(waits, "The writer went on");
        await server.DisposeAsync();
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Two_sides_that_send_much_from_their_reading_threads_do_not_wait_for_each_other()
    {
        const int Rounds = 10;
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        (Link client, Link server) = await lane.ConnectAsync();
        byte[] payload = new byte[3_000_000];
        Collector atClient = Answering(), atServer = Answering();
        client.Start(atClient);
        server.Start(atServer);

        for (int round = 1; round <= Rounds; round++)
        {
            client.Post(FrameKind.Call);
            server.Post(FrameKind.Call);
            await atClient.Arrived(2 * round);
            await atServer.Arrived(2 * round);
        }

        await client.DisposeAsync();
        await server.DisposeAsync();

        Collector Answering() => new()
        {
            KeepsPayloads = false,
            OnEach = (link, frame) =>
            {
                if (frame.Kind == FrameKind.Call)
                {
                    lock (link.Gate)
                    {
                        link.BeginFrame(FrameKind.Reply);
                        payload.CopyTo(link.Output.GetSpan(payload.Length));
                        link.Output.Advance(payload.Length);
                        link.EndFrame();
                    }

                    link.Flush();
                }
            },
        };
    }
}
