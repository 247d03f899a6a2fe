using Grpc.Core;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Control;

namespace RayNet.Runtime.Server.Nodes;

/// <summary>Asks now and then which heads there are, so that a node knows where to go when the one that leads is gone.</summary>
internal sealed class HeadWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _end = new();
    private readonly Task _running;

    internal HeadWatch(ClusterChannel channel, TimeProvider time) => _running = RunAsync(channel, time);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task RunAsync(ClusterChannel channel, TimeProvider time)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Interval, time, _end.Token).ConfigureAwait(false);
                try
                {
                    ClusterInfo cluster = await channel.Head.GetClusterAsync(_end.Token).ConfigureAwait(false);
                    channel.Learn(cluster.Heads);
                }
                catch (Exception exception) when (exception is RayException or RpcException or IOException or HttpRequestException)
                {
                    // The node's own connection says that the head is away.
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The node ends.
        }
    }
}
