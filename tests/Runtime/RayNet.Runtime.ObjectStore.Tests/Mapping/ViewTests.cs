using System.Buffers;
using System.Runtime.CompilerServices;
using RayNet.Runtime.ObjectStore.Mapping;
using RayNet.Runtime.ObjectStore.Memory;
using RayNet.Runtime.ObjectStore.Tests.Support;

namespace RayNet.Runtime.ObjectStore.Tests.Mapping;

/// <summary>A view holds its pin as long as it lives and gives it back once.</summary>
public sealed class ViewTests : IAsyncDisposable
{
    private static readonly ObjectId Id = new(1, 2);

    private readonly Arena _arena = Arena.Create(new ArenaOptions { Capacity = 4 << 20, Prefault = false });
    private readonly TaskCompletionSource<ObjectId> _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _releases;

    [Fact]
    public async Task A_disposed_view_gives_its_pin_back_once_and_shows_nothing_more()
    {
        SharedMemoryManager<int> manager = Open();
        ReadOnlyMemory<int> view = manager.View;
        Assert.Equal(100, view.Length);
        Assert.Equal(0, view.Span[99]);
        ((IDisposable)manager).Dispose();
        ((IDisposable)manager).Dispose();
        Assert.Equal(Id, await _released.Task.Within());
        Assert.Equal(1, _releases);
        Assert.Throws<ObjectDisposedException>(() => view.Span[0]);
        Assert.Throws<ObjectDisposedException>(() => view.Pin());
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(1, _releases);
    }

    [Fact]
    public async Task Disposing_from_many_threads_gives_the_pin_back_once()
    {
        for (int round = 0; round < 200; round++)
        {
            _releases = 0;
            SharedMemoryManager<int> manager = Open();
            Parallel.For(0, 4, _ => ((IDisposable)manager).Dispose());
            Assert.Equal(1, _releases);
        }

        await _released.Task.Within();
    }

    [Fact]
    public async Task A_forgotten_view_gives_its_pin_back_when_it_is_collected()
    {
        Forget();
        await _released.Task.AfterCollection();
        Assert.Equal(1, _releases);

        [MethodImpl(MethodImplOptions.NoInlining)]
        void Forget() => Assert.Equal(0, Open().View.Span[0]);
    }

    [Fact]
    public async Task A_view_that_is_still_held_is_not_collected()
    {
        ReadOnlyMemory<int> view = Open().View;
        for (int i = 0; i < 5; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(_released.Task.IsCompleted);
        Assert.Equal(100, view.Length);
        using (MemoryHandle handle = view.Pin())
        {
            view = default;
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Assert.False(_released.Task.IsCompleted, "a pinned view was collected");
        }

        await _released.Task.AfterCollection();
    }

    [Fact]
    public void A_view_keeps_its_memory_mapped_after_the_mapping_was_closed()
    {
        Pattern.Fill(_arena.Mapping.Writable(4096, 400), 3);
        StoreMapping mapping = StoreMapping.Open(_arena.Address);
        SharedMemoryManager<byte> manager = mapping.View<byte>(4096, 400, Id, Released);
        mapping.Dispose();
        Assert.True(Pattern.Matches(manager.View.Span, 3));
        Assert.Throws<ObjectDisposedException>(() => mapping.Readable(4096, 1).Length);
        ((IDisposable)manager).Dispose();
        Assert.Equal(1, _releases);
    }

    public ValueTask DisposeAsync() => _arena.DisposeAsync();

    private SharedMemoryManager<int> Open() => _arena.Mapping.View<int>(4096, 100, Id, Released);

    private void Released(ObjectId id)
    {
        Interlocked.Increment(ref _releases);
        _released.TrySetResult(id);
    }
}
