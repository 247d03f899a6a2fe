using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace RayNet.CompilerServices;

/// <summary>Waits for one, several or all of a set of cells.</summary>
internal static class ObjectWaiter
{
    internal static void Wait(ObjectCell cell, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        if (!BlockingWait.Wait(cell, timeout, cancellationToken))
        {
            throw Timeout(timeout, 1, 0);
        }
    }

    internal static T[] GetAll<T>(IEnumerable<ObjectRef<T>> references, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        ObjectCell<T>[] cells = CellsOf(references);
        long start = timeout is null ? 0 : TimeProvider.System.GetTimestamp();
        for (int i = 0; i < cells.Length; i++)
        {
            TimeSpan? rest = timeout;
            if (timeout is { } limit && limit != System.Threading.Timeout.InfiniteTimeSpan)
            {
                TimeSpan left = limit - TimeProvider.System.GetElapsedTime(start);
                rest = left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }

            if (!BlockingWait.Wait(cells[i], rest, cancellationToken))
            {
                throw Timeout(timeout, cells.Length, i);
            }
        }

        return ResultsOf(cells);
    }

    internal static async Task<T[]> GetAllAsync<T>(IEnumerable<ObjectRef<T>> references, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        ObjectCell<T>[] cells = CellsOf(references);
        await WaitAsync(cells, timeout, cancellationToken).ConfigureAwait(false);
        return ResultsOf(cells);
    }

    internal static async Task WhenAllAsync(IEnumerable<ObjectRef> references)
    {
        ArgumentNullException.ThrowIfNull(references);
        ObjectCell[] cells = [.. references.Select(static reference => reference.Cell)];
        await WaitAsync(cells, null, CancellationToken.None).ConfigureAwait(false);
        ObserveAll(cells);
        foreach (ObjectCell cell in cells)
        {
            cell.ThrowIfFailed();
        }
    }

    internal static async Task WaitAsync(ObjectCell[] cells, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var latch = new CellLatch(cells, cells.Length);
        if (!await latch.WaitAsync(timeout, cancellationToken).ConfigureAwait(false))
        {
            throw Timeout(timeout, cells.Length, cells.Count(static cell => cell.IsCompleted));
        }
    }

    internal static async Task<WaitResult<TRef>> WaitAnyAsync<TRef>(IEnumerable<TRef> references, int numReturns, TimeSpan? timeout, CancellationToken cancellationToken)
        where TRef : ObjectRef
    {
        ArgumentNullException.ThrowIfNull(references);
        TRef[] all = [.. references];
        if (all.Length == 0)
        {
            return new WaitResult<TRef>([], []);
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(numReturns, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(numReturns, all.Length);
        ObjectCell[] cells = [.. all.Select(static reference => reference.Cell)];
        if (cells.Distinct().Count() != cells.Length)
        {
            throw new ArgumentException("WaitAsync takes each reference once; at least one is given twice.", nameof(references));
        }

        await new CellLatch(cells, numReturns).WaitAsync(timeout, cancellationToken).ConfigureAwait(false);
        var ready = new List<TRef>(numReturns);
        var notReady = new List<TRef>(all.Length);
        for (int i = 0; i < all.Length; i++)
        {
            (ready.Count < numReturns && cells[i].IsCompleted ? ready : notReady).Add(all[i]);
        }

        return new WaitResult<TRef>(ready, notReady);
    }

    internal static async IAsyncEnumerable<TRef> WhenEachAsync<TRef>(IEnumerable<TRef> references, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TRef : ObjectRef
    {
        ArgumentNullException.ThrowIfNull(references);
        var completed = Channel.CreateUnbounded<TRef>(new UnboundedChannelOptions { SingleReader = true });
        int count = 0;
        foreach (TRef reference in references)
        {
            count++;
            reference.Cell.Await();
            reference.Cell.AddContinuation(new Forward<TRef>(reference, completed.Writer));
        }

        for (int i = 0; i < count; i++)
        {
            TRef? next;
            if (!completed.Reader.TryRead(out next))
            {
                next = await ReadBlockedAsync(completed.Reader, cancellationToken).ConfigureAwait(false);
            }

            yield return next;
        }
    }

    private static async ValueTask<TRef> ReadBlockedAsync<TRef>(ChannelReader<TRef> reader, CancellationToken cancellationToken)
    {
        using FrameWait wait = FrameWait.Enter(cancellationToken);
        return await reader.ReadAsync(wait.Token).ConfigureAwait(false);
    }

    private static ObjectCell<T>[] CellsOf<T>(IEnumerable<ObjectRef<T>> references)
    {
        ArgumentNullException.ThrowIfNull(references);
        return [.. references.Select(static reference => reference.Cell)];
    }

    private static T[] ResultsOf<T>(ObjectCell<T>[] cells)
    {
        ObserveAll(cells);
        var results = new T[cells.Length];
        for (int i = 0; i < cells.Length; i++)
        {
            results[i] = cells[i].GetResult();
        }

        return results;
    }

    private static void ObserveAll(ObjectCell[] cells)
    {
        // Only the first error is thrown; whoever waits for all has been told about the others.
        foreach (ObjectCell cell in cells)
        {
            cell.Failure?.Observe();
        }
    }

    private static GetTimeoutException Timeout(TimeSpan? timeout, int count, int ready) =>
        new($"{ready} of {count} objects were ready after {timeout!.Value.TotalSeconds:0.###} s. The references stay usable: get them again, or ask Ray.ExplainAsync why they are pending.");

    private sealed class Forward<TRef>(TRef reference, ChannelWriter<TRef> writer) : CellContinuation
        where TRef : ObjectRef
    {
        internal override void OnCompleted(ObjectCell cell) => writer.TryWrite(reference);
    }
}
