using RayNet.Runtime.Rpc.Hubs;
using RayNet.Runtime.Rpc.Tests.Support;

namespace RayNet.Runtime.Rpc.Tests.Hubs;

/// <summary>Whoever can slow down waits for room in what is to be written.</summary>
public sealed class HubOutboxTests
{
    [Fact]
    public async Task Waiting_for_room_ends_when_enough_is_written()
    {
        var channel = new GatedChannel();
        var outbox = new HubOutbox(channel, 1000, static _ => { });
        Task running = outbox.RunAsync(CancellationToken.None);
        outbox.TryAdd(new byte[60]);
        outbox.TryAdd(new byte[60]);

        Task room = outbox.WaitForRoomAsync(60, CancellationToken.None).AsTask();
        Assert.False(room.IsCompleted);
        channel.Writes.Release();
        await room.WaitAsync(Limits.Wait);
        await outbox.WaitForRoomAsync(60, CancellationToken.None).AsTask().WaitAsync(Limits.Wait);

        channel.Writes.Release();
        outbox.Complete();
        await running.WaitAsync(Limits.Wait);
    }

    [Fact]
    public async Task Waiting_for_room_ends_with_its_token()
    {
        var outbox = new HubOutbox(new GatedChannel(), 1000, static _ => { });
        outbox.TryAdd(new byte[60]);
        using var source = new CancellationTokenSource();
        Task room = outbox.WaitForRoomAsync(0, source.Token).AsTask();

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => room.WaitAsync(Limits.Wait));
    }

    private sealed class GatedChannel : HubChannel
    {
        internal SemaphoreSlim Writes { get; } = new(0);

        internal override ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken) => new((ReadOnlyMemory<byte>?)null);

        internal override async ValueTask WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => await Writes.WaitAsync(cancellationToken);

        internal override ValueTask CompleteAsync() => default;

        public override ValueTask DisposeAsync() => default;
    }
}
