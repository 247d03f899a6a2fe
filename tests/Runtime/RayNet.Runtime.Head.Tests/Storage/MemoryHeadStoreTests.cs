using RayNet.Runtime.Head.Storage;

namespace RayNet.Runtime.Head.Tests.Storage;

/// <summary>The promises of every store: this one keeps them as long as the process lives.</summary>
public sealed class MemoryHeadStoreTests : HeadStoreTests, IDisposable
{
    private MemoryHeadStore _store = new();

    public void Dispose() => _store.Dispose();

    internal override IHeadStore Open() => _store;

    private protected override void Clear() => _store = new MemoryHeadStore();
}
