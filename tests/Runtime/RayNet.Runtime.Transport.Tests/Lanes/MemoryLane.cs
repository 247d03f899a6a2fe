namespace RayNet.Runtime.Transport.Tests.Lanes;

internal sealed class MemoryLane : Lane
{
    internal override Task StartAsync() => Task.CompletedTask;

    internal override Task<IByteChannel> OpenAsync()
    {
        (MemoryChannel client, MemoryChannel server) = MemoryChannel.CreatePair();
        _ = Task.Run(() => GreetAsync(server, CancellationToken.None));
        return Task.FromResult<IByteChannel>(client);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
