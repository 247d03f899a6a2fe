using System.Threading.Channels;
using RayNet.Runtime.Control;

namespace RayNet.Runtime.Server.Tests.Harness;

/// <summary>A node's receiver that writes down what it is told.</summary>
internal sealed class RecordingReceiver : INodeReceiver
{
    private readonly Channel<object> _told = Channel.CreateUnbounded<object>();

    /// <summary>The next message of a kind; others are passed over.</summary>
    internal async Task<T> NextAsync<T>()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            if (await _told.Reader.ReadAsync(limit.Token) is T told)
            {
                return told;
            }
        }
    }

    public void OnView(ClusterView view) => _told.Writer.TryWrite(view);

    public void OnActor(ActorRecord actor) => _told.Writer.TryWrite(actor);

    public void OnJobEnded(JobId job) => _told.Writer.TryWrite(job);

    public void OnPlaceActor(ActorRecord actor) => _told.Writer.TryWrite(actor);

    public void OnBundles(BundleOrder order) => _told.Writer.TryWrite(order);

    public void OnGroups(PlacementGroupId[] groups)
    {
        // Comes with every registration, and is not what these tests are about.
    }

    public void OnQuotas(QuotaNews news)
    {
        // Comes with every registration, and is not what these tests are about.
    }

    public void OnStop(string reason) => _told.Writer.TryWrite(reason);
}
