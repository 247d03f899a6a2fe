using RayNet.Runtime.Cluster.Hosting;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Server.Tests.Harness;

/// <summary>Sends back what it gets, after the number of the process that was wanted.</summary>
internal sealed class EchoAcceptor : ILinkAcceptor
{
    internal LinkRequest? Last { get; private set; }

    public async Task AcceptAsync(LinkRequest request, IByteChannel channel, CancellationToken cancellationToken)
    {
        Last = request;
        await channel.SendAsync(new byte[] { (byte)request.Target }, cancellationToken);
        byte[] buffer = new byte[64 * 1024];
        while (await channel.ReceiveAsync(buffer, cancellationToken) is > 0 and var count)
        {
            await channel.SendAsync(buffer.AsMemory(0, count), cancellationToken);
        }
    }
}
