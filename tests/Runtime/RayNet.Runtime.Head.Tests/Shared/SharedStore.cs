using Microsoft.Extensions.Logging.Abstractions;
using RayNet.Runtime.Head.Shared;
using RayNet.Runtime.Head.Storage;

namespace RayNet.Runtime.Head.Tests.Shared;

/// <summary>The store of a head that leads, with the storage that it leads by.</summary>
internal sealed class SharedStore : IHeadStore
{
    private SharedStore(ISharedStorage storage, HeadLease lease)
    {
        Storage = storage;
        Lease = lease;
    }

    internal ISharedStorage Storage { get; }

    internal HeadLease Lease { get; }

    public bool IsImmediate => Lease.Store.IsImmediate;

    /// <summary>Waits until it leads.</summary>
    internal static async Task<SharedStore> OpenAsync(Task<ISharedStorage> opening)
    {
        ISharedStorage storage = await opening;
        return new SharedStore(storage, await storage.CampaignAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(40)));
    }

    internal static SharedStorageContext Context(string folder, int port, LeaseTimes times, TimeProvider? time = null) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        Address = $"127.0.0.1:{port}",
        Folder = folder,
        Times = times,
        Time = time ?? TimeProvider.System,
        Logging = NullLoggerFactory.Instance,
    };

    public IReadOnlyList<RecordChange> Load() => Lease.Store.Load();

    public void Commit(IReadOnlyList<RecordChange> changes) => Lease.Store.Commit(changes);

    public void Dispose() => Storage.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
