using System.Runtime.CompilerServices;
using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Sessions;

namespace RayNet.Runtime.Head.Tests.Harness;

/// <summary>A node that writes down what it is told.</summary>
internal sealed class TestNode : INodeReceiver
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private readonly List<object> _told = [];
    private readonly List<(Func<object, bool> Condition, TaskCompletionSource<object> Seen)> _waiting = [];
    private readonly TaskCompletionSource<string> _aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal TestNode(TestHead head, NodeInfo info)
    {
        Info = info;
        Session = head.Head.Connect(this, reason =>
        {
            _aborted.TrySetResult(reason);
            return Task.CompletedTask;
        });
    }

    internal NodeInfo Info { get; }

    internal NodeSession Session { get; }

    internal Task<string> Aborted => _aborted.Task.WaitAsync(Limit);

    /// <summary>When set, the node stops reading until it is set again.</summary>
    internal ManualResetEventSlim? Gate { get; set; }

    internal List<object> Told
    {
        get
        {
            lock (_gate)
            {
                return [.. _told];
            }
        }
    }

    internal Task<ClusterView> SeesViewAsync(Func<ClusterView, bool> condition) => SeesAsync(condition);

    internal Task<NodeRecord> SeesNodeAsync(int number, NodeLiveness liveness) => SeesNodeAsync(node => node.Info.Id == Make.NodeId(number) && node.Liveness == liveness);

    internal async Task<NodeRecord> SeesNodeAsync(Func<NodeRecord, bool> condition)
    {
        ClusterView view = await SeesAsync<ClusterView>(view => view.Nodes.Any(condition));
        return view.Nodes.First(condition);
    }

    internal Task<ActorRecord> SeesActorAsync(ActorId actor, ActorLiveness state) => SeesAsync<ActorRecord>(record => record.Registration.Id == actor && record.State == state);

    internal async Task<ActorRecord> IsGivenAsync(ActorId actor) => (await SeesAsync<Placed>(placed => placed.Actor.Registration.Id == actor)).Actor;

    internal Task<BundleOrder> SeesOrderAsync(BundlePhase phase, int attempt = 1) => SeesAsync<BundleOrder>(order => order.Phase == phase && order.Attempt == attempt);

    internal Task<QuotaNews> SeesQuotasAsync(Func<QuotaNews, bool> condition) => SeesAsync(condition);

    internal Task<JobId> SeesJobEndAsync(JobId job) => SeesAsync<JobId>(id => id == job);

    internal Task<string> IsStoppedAsync() => SeesAsync<string>(static _ => true);

    public void OnView(ClusterView view) => Tell(view);

    public void OnActor(ActorRecord actor) => Tell(actor);

    public void OnJobEnded(JobId job) => Tell(job);

    public void OnPlaceActor(ActorRecord actor) => Tell(new Placed(actor));

    public void OnBundles(BundleOrder order) => Tell(order);

    public void OnGroups(PlacementGroupId[] groups)
    {
        // Comes with every registration; the orders that follow are told.
    }

    public void OnQuotas(QuotaNews news) => Tell(news);

    public void OnStop(string reason) => Tell(reason);

    internal void Forget()
    {
        lock (_gate)
        {
            _told.Clear();
        }
    }

    private void Tell(object message)
    {
        Gate?.Wait(Limit);
        lock (_gate)
        {
            _told.Add(message);
            for (int i = _waiting.Count - 1; i >= 0; i--)
            {
                if (_waiting[i].Condition(message))
                {
                    _waiting[i].Seen.TrySetResult(message);
                    _waiting.RemoveAt(i);
                }
            }
        }
    }

    private async Task<T> SeesAsync<T>(Func<T, bool> condition, [CallerMemberName] string what = "")
    {
        Task<object> seen;
        lock (_gate)
        {
            if (_told.OfType<T>().Where(condition).Cast<object>().LastOrDefault() is { } told)
            {
                return (T)told;
            }

            var source = new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((message => message is T typed && condition(typed), source));
            seen = source.Task;
        }

        try
        {
            return (T)await seen.WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{what}: {Info.Name} was not told so within {Limit.TotalSeconds} s. It was told of: {string.Join(" | ", Told)}");
        }
    }

    internal sealed record Placed(ActorRecord Actor);
}
