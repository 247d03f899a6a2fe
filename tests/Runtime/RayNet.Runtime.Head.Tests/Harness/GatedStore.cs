using RayNet.Runtime.Head.Storage;

namespace RayNet.Runtime.Head.Tests.Harness;

/// <summary>A store whose commits wait until they are let through, or refused.</summary>
internal sealed class GatedStore : IHeadStore
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly MemoryHeadStore _inner = new();
    private readonly SemaphoreSlim _began = new(0);
    private readonly SemaphoreSlim _mayEnd = new(0);
    private volatile bool _isOpen = true;
    private volatile bool _refuses;

    public bool IsImmediate => false;

    /// <summary>How many changes each commit had.</summary>
    internal List<int> Commits { get; } = [];

    public IReadOnlyList<RecordChange> Load() => _inner.Load();

    public void Commit(IReadOnlyList<RecordChange> changes)
    {
        Commits.Add(changes.Count);
        if (!_isOpen)
        {
            _began.Release();
            Assert.True(_mayEnd.Wait(Limit), "Nobody let the commit through.");
        }

        if (_refuses)
        {
            throw new IOException("No space left on device.");
        }

        _inner.Commit(changes);
    }

    public void Dispose() => _inner.Dispose();

    internal void Close() => _isOpen = false;

    /// <summary>Completes when a commit waits.</summary>
    internal async Task BeginsAsync() => Assert.True(await _began.WaitAsync(Limit), "No commit came.");

    internal void LetThrough() => _mayEnd.Release();

    internal void Refuse()
    {
        _refuses = true;
        _mayEnd.Release();
    }

    internal void RefuseAll() => _refuses = true;

    internal void Open()
    {
        _refuses = false;
        _isOpen = true;
    }
}
