using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Server.Tests.Harness;

/// <summary>Sends back what comes over a connection for objects, and says how that ended.</summary>
internal sealed class EchoingAcceptor : ILinkAcceptor
{
    private readonly TaskCompletionSource<Exception> _failure = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _accepted;

    internal bool HasAccepted => Volatile.Read(ref _accepted) != 0;

    /// <summary>Completes with what broke the first connection that broke.</summary>
    internal Task<Exception> Failure => _failure.Task;

    public async Task AcceptAsync(IByteChannel channel, LinkRequest request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _accepted);
        byte[] buffer = new byte[64 << 10];
        try
        {
            while (await channel.ReceiveAsync(buffer, cancellationToken) is > 0 and int count)
            {
                await channel.SendAsync(buffer.AsMemory(0, count), cancellationToken);
            }
        }
        catch (IOException exception)
        {
            _failure.TrySetResult(exception);
            throw;
        }
    }
}
