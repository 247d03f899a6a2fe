using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Server.Tests.Harness;

/// <summary>Answers the greeting of every link, and notes what was wanted.</summary>
internal sealed class EchoAcceptor : ILinkAcceptor
{
    internal TaskCompletionSource<(LinkRequest Request, LinkHello Peer)> Accepted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task AcceptAsync(IByteChannel channel, LinkRequest request, CancellationToken cancellationToken)
    {
        var own = new LinkHello { Version = "1.2.3", Kind = ProcessKind.Node, Process = 9 };
        (LinkHello peer, _) = await LinkHandshake.AcceptAsync(channel, _ => own, LinkOptions.Default, TimeProvider.System, cancellationToken);
        Accepted.TrySetResult((request, peer));
        await channel.DisposeAsync();
    }
}
