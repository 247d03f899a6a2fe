using System.Collections.Concurrent;
using RayNet.Runtime.ObjectStore.Mapping;
using RayNet.Runtime.ObjectStore.Spilling;

namespace RayNet.Runtime.ObjectStore.Tests.Support;

/// <summary>A storage in memory that a test can hold up, and break.</summary>
internal sealed class FakeSpillStorage : ISpillStorage
{
    private readonly ConcurrentDictionary<string, byte[]> _content = new();
    private readonly ConcurrentDictionary<ObjectId, TaskCompletionSource> _writing = new();
    private readonly ConcurrentDictionary<ObjectId, TaskCompletionSource> _reading = new();
    private TaskCompletionSource? _gate;
    private int _last;
    private int _atOnce;

    public string Description => "the test's storage";

    public ConcurrentQueue<ObjectId> Written { get; } = new();

    public ConcurrentQueue<ObjectId> Read { get; } = new();

    public int Stored => _content.Count;

    /// <summary>The most objects that were on their way at the same time.</summary>
    public int MostAtOnce { get; private set; }

    public Exception? WriteFailure { get; set; }

    public Exception? ReadFailure { get; set; }

    /// <summary>Everything that starts from now on waits for <see cref="Continue"/>.</summary>
    public void Hold() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Continue()
    {
        TaskCompletionSource? gate = _gate;
        _gate = null;
        gate?.SetResult();
    }

    /// <summary>Completes when writing the object has begun.</summary>
    public Task Writing(ObjectId id) => SourceOf(_writing, id).Task;

    /// <summary>Completes when reading the object has begun.</summary>
    public Task Reading(ObjectId id) => SourceOf(_reading, id).Task;

    public async Task<SpillTicket> WriteAsync(ObjectId id, ArenaRange content, CancellationToken cancellationToken)
    {
        Written.Enqueue(id);
        await PassAsync(_writing, id, cancellationToken);
        if (WriteFailure is { } failure)
        {
            throw failure;
        }

        string location = $"{id}#{Interlocked.Increment(ref _last)}";
        _content[location] = content.Read(0, (int)content.Size).ToArray();
        return new SpillTicket(location, content.Size);
    }

    public async Task ReadAsync(ObjectId id, SpillTicket ticket, ArenaRange destination, CancellationToken cancellationToken)
    {
        Read.Enqueue(id);
        await PassAsync(_reading, id, cancellationToken);
        if (ReadFailure is { } failure)
        {
            throw failure;
        }

        _content[ticket.Location].CopyTo(destination.Write(0, (int)destination.Size));
    }

    public Task DeleteAsync(SpillTicket ticket, CancellationToken cancellationToken)
    {
        Assert.True(_content.TryRemove(ticket.Location, out _), $"{ticket.Location} is deleted twice");
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task PassAsync(ConcurrentDictionary<ObjectId, TaskCompletionSource> started, ObjectId id, CancellationToken cancellationToken)
    {
        lock (_content)
        {
            MostAtOnce = Math.Max(MostAtOnce, ++_atOnce);
        }

        Task gate = _gate?.Task ?? Task.CompletedTask;
        SourceOf(started, id).TrySetResult();
        await gate.WaitAsync(cancellationToken);
        lock (_content)
        {
            _atOnce--;
        }
    }

    private static TaskCompletionSource SourceOf(ConcurrentDictionary<ObjectId, TaskCompletionSource> sources, ObjectId id) =>
        sources.GetOrAdd(id, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
