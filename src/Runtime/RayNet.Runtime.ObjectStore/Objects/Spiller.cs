using RayNet.Runtime.ObjectStore.Logging;
using RayNet.Runtime.ObjectStore.Mapping;
using RayNet.Runtime.ObjectStore.Spilling;

namespace RayNet.Runtime.ObjectStore.Objects;

/// <summary>
/// Moves objects between memory and disk, several at a time. It decides under the table's lock and reads and writes without it. What has
/// readers is not moved: an object that gets one on the way keeps its memory, and the file is there for the next time.
/// </summary>
internal sealed class Spiller : IAsyncDisposable
{
    private readonly StoreTable _table;
    private readonly MemoryQueue _queue;
    private readonly StoreMapping _mapping;
    private readonly ISpillStorage? _storage;
    private readonly StoreOptions _options;
    private readonly SemaphoreSlim _restoring;
    private readonly Queue<StoreEntry> _toSpill = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _stopped;
    private readonly BackgroundWork _work = new();
    private int _writers;
    private long _bytesOnTheWay;
    private int _files;
    private long _writtenBytes;
    private long _restoredObjects;
    private long _restoredBytes;
    private ITimer? _pause;

    internal Spiller(StoreTable table, MemoryQueue queue, StoreMapping mapping, ISpillStorage? storage, StoreOptions options)
    {
        _table = table;
        _queue = queue;
        _mapping = mapping;
        _storage = storage;
        _options = options;
        _stopped = _stop.Token;
        _restoring = new SemaphoreSlim(options.SpillParallelism);
        table.FileUnused = DeleteFile;
        queue.Spiller = this;
    }

    /// <summary>Why the last object could not be moved to disk; <see langword="null"/> after one that could.</summary>
    internal Exception? Failure { get; private set; }

    /// <summary>Memory that can become free by moving objects to disk, or is about to.</summary>
    internal long MovableBytes => CanSpill ? _table.IdlePrimaryBytes + _bytesOnTheWay : _bytesOnTheWay;

    private bool CanSpill => _storage is not null && _pause is null && !_stopped.IsCancellationRequested;

    /// <summary>Starts to move objects to disk, the longest unread first, until so many bytes are free or about to be.</summary>
    internal void MakeRoom(long bytes)
    {
        long missing = bytes - (_table.Allocator.Capacity - _table.Allocator.Used);
        if (missing <= 0 && _bytesOnTheWay == 0)
        {
            // Enough is free, but in pieces: whatever goes next may join two of them.
            missing = 1;
        }

        while (CanSpill && _bytesOnTheWay < missing && _table.OldestIdlePrimary?.Value is { } entry)
        {
            _table.Move(entry, StoredState.Spilling);
            _bytesOnTheWay += entry.Extent!.Value.Size;
            _toSpill.Enqueue(entry);
            if (_writers < _options.SpillParallelism)
            {
                _writers++;
                _work.Start(WriteAsync);
            }
        }
    }

    /// <summary>Starts to bring an object back.</summary>
    internal void StartRestore(StoreEntry entry)
    {
        _table.Move(entry, StoredState.Restoring);
        MemoryRequest? request = _queue.TryTakeNow(entry, isRestore: true) ? null : _queue.Enqueue(entry, isRestore: true);
        _work.Start(() => RestoreAsync(entry, request));
    }

    internal StoreStatistics AddTo(StoreStatistics statistics) => statistics with
    {
        Files = _files,
        WrittenBytes = _writtenBytes,
        RestoredObjects = _restoredObjects,
        RestoredBytes = _restoredBytes,
    };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _work.WhenIdleAsync().ConfigureAwait(false);
        _pause?.Dispose();
        if (_storage is not null)
        {
            await _storage.DisposeAsync().ConfigureAwait(false);
        }

        _restoring.Dispose();
        _stop.Dispose();
    }

    private async Task WriteAsync()
    {
        while (Next() is { } entry)
        {
            SpillTicket? ticket = null;
            Exception? failure = null;
            try
            {
                var content = new ArenaRange(_mapping, entry.Location.Offset, entry.Size);
                ticket = await _storage!.WriteAsync(entry.Id, content, _stopped).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                failure = exception;
            }

            using (_table.BeginChange())
            {
                Note(entry, ticket, failure);
                EndSpill(entry);
            }
        }
    }

    /// <summary>The next object to write, with those before it given back that need not go any more; <see langword="null"/> if the writer may end.</summary>
    private StoreEntry? Next()
    {
        using (_table.BeginChange())
        {
            while (_toSpill.TryDequeue(out StoreEntry? entry))
            {
                if (CanSpill && entry.Pins == 0 && !entry.IsFreed && !_queue.IsEmpty)
                {
                    return entry;
                }

                EndSpill(entry);
            }

            _writers--;
            return null;
        }
    }

    private void Note(StoreEntry entry, SpillTicket? ticket, Exception? failure)
    {
        if (ticket is not null)
        {
            entry.Ticket = ticket;
            _files++;
            _writtenBytes += ticket.Size;
            Failure = null;
        }
        else if (!_stopped.IsCancellationRequested)
        {
            Failure = failure;
            _options.Logger.SpillFailed(entry.Id, entry.Size, _storage!.Description, _options.SpillRetryDelay.TotalSeconds, failure!);
            Pause();
        }
    }

    private void EndSpill(StoreEntry entry)
    {
        _bytesOnTheWay -= entry.Extent!.Value.Size;
        if (entry.Ticket is not null && entry.Pins == 0 && !entry.IsFreed)
        {
            _table.MoveToDisk(entry);
            return;
        }

        _table.Move(entry, StoredState.Sealed);
        _table.Settle(entry, asOldest: true);
    }

    private async Task RestoreAsync(StoreEntry entry, MemoryRequest? request)
    {
        Exception? failure = null;
        try
        {
            if (request is not null)
            {
                await _queue.WaitAsync(request, _stopped).ConfigureAwait(false);
            }

            await _restoring.WaitAsync(_stopped).ConfigureAwait(false);
            try
            {
                await _storage!.ReadAsync(entry.Id, entry.Ticket!, new ArenaRange(_mapping, entry.Location.Offset, entry.Size), _stopped).ConfigureAwait(false);
            }
            finally
            {
                _restoring.Release();
            }
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        using (_table.BeginChange())
        {
            if (failure is null)
            {
                EndRestore(entry);
            }
            else if (_stopped.IsCancellationRequested)
            {
                PostponeRestore(entry, StoreDirectory.Stopped());
            }
            else if (failure is SpillException { IsLost: true })
            {
                _options.Logger.ObjectLost(entry.Id, entry.Size, _storage!.Description, failure);
                _table.Remove(entry, StoreEventKind.Lost, new ObjectLostException(
                    entry.Id, $"Object {entry.Id} of {entry.Size} bytes was moved to disk and cannot be read back: {failure.Message} Make it again from what it was computed from.", failure));
            }
            else
            {
                PostponeRestore(entry, failure);
            }
        }
    }

    private void EndRestore(StoreEntry entry)
    {
        _restoredObjects++;
        _restoredBytes += entry.Size;
        _table.Move(entry, StoredState.Sealed);
        _table.Events.Add(StoreEventKind.Restored, entry);
        if (!entry.IsFreed)
        {
            _table.Grant(entry);
        }

        _table.Settle(entry);
    }

    /// <summary>The object stays on disk, and those who wait for it are told why it does not come now.</summary>
    private void PostponeRestore(StoreEntry entry, Exception failure)
    {
        _table.ReleaseMemory(entry);
        _table.Move(entry, StoredState.Spilled);
        StoreTable.FailWaiters(entry, failure);
        _table.Settle(entry);
    }

    private void Pause()
    {
        _pause ??= _options.TimeProvider.CreateTimer(
            static state =>
            {
                var spiller = (Spiller)state!;
                using (spiller._table.BeginChange())
                {
                    spiller._pause?.Dispose();
                    spiller._pause = null;
                }
            },
            this,
            _options.SpillRetryDelay,
            Timeout.InfiniteTimeSpan);
    }

    private void DeleteFile(StoreEntry entry)
    {
        SpillTicket ticket = entry.Ticket!;
        entry.Ticket = null;
        _work.Start(() => DeleteAsync(entry.Id, ticket));
    }

    private async Task DeleteAsync(ObjectId id, SpillTicket ticket)
    {
        try
        {
            await _storage!.DeleteAsync(ticket, _stopped).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // A storage that is stopped deletes everything with itself.
            if (!_stopped.IsCancellationRequested)
            {
                _options.Logger.FileNotDeleted(ticket.Location, id, _storage!.Description, exception);
            }
        }

        using (_table.BeginChange())
        {
            _files--;
        }
    }
}
