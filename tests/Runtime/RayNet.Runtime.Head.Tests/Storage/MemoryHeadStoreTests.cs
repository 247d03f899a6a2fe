using RayNet.Runtime.Head.Storage;

namespace RayNet.Runtime.Head.Tests.Storage;

public sealed class MemoryHeadStoreTests : HeadStoreTests
{
    private MemoryHeadStore _store = new();

    internal override IHeadStore Open() => _store;

    private protected override void Clear() => _store = new MemoryHeadStore();
}
