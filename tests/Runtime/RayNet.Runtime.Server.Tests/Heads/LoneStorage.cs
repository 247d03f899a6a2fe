using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Shared;
using RayNet.Runtime.Head.Storage;

namespace RayNet.Runtime.Server.Tests.Heads;

/// <summary>A storage of one head, which leads whenever it asks. Before each reading of the tables a test may have its say.</summary>
internal sealed class LoneStorage(SharedStorageContext context, Action<int> onLoad) : ISharedStorage, ITermRecords
{
    private readonly MemoryHeadStore _tables = new();
    private int _loads;

    public string Leader => context.Address;

    public IReadOnlyList<HeadMember> Members => [new HeadMember(context.Address, IsLeader: true, IsReachable: true)];

    /// <summary>The number of the last leadership.</summary>
    internal long Term { get; private set; }

    public Task<HeadLease> CampaignAsync(CancellationToken cancellationToken) => Task.FromResult(new HeadLease(++Term, this, static () => true, static () => Task.CompletedTask));

    public IReadOnlyList<RecordChange> Load()
    {
        onLoad(++_loads);
        return _tables.Load();
    }

    public bool Commit(long term, IReadOnlyList<RecordChange> changes)
    {
        _tables.Commit(changes);
        return true;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
