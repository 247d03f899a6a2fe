using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>The streams that one connection of a client has started, by the numbers that the client chose.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ExposedStreams : IAsyncDisposable
{
    // gRPC's statuses, which are on the wire.
    private const int Ok = 0;
    private const int Cancelled = 1;
    private const int Unknown = 2;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, (CancellationTokenSource Stop, Task Running)> _streams = [];
    private bool _isDisposed;

    /// <summary>How many run.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _streams.Count;
            }
        }
    }

    /// <summary>Starts a stream.</summary>
    /// <param name="number">The number that the client chose.</param>
    /// <param name="submit">Submits the call; the token ends the stream.</param>
    /// <param name="push">Sends an item to the client, and waits while there is no room for the next.</param>
    /// <param name="end">Tells the client that the stream has ended: gRPC's status and a text. It is called once, and last.</param>
    /// <param name="describe">What is told of a failure; <see langword="null"/> tells nothing but that there was one.</param>
    /// <typeparam name="T">The type of an item.</typeparam>
    /// <exception cref="InvalidOperationException">A stream of the number runs.</exception>
    public void Start<T>(int number, Func<CancellationToken, ObjectRefStream<T>> submit, Func<T, CancellationToken, ValueTask> push, Action<int, string> end, Func<Exception, (int Status, string Detail)>? describe = null)
    {
        ArgumentNullException.ThrowIfNull(submit);
        var stop = new CancellationTokenSource();
        lock (_gate)
        {
            try
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                if (_streams.ContainsKey(number))
                {
                    throw new InvalidOperationException($"The stream {number} of this connection has not ended. Choose another number.");
                }

                ObjectRefStream<T> items = submit(stop.Token);
                _streams.Add(number, (stop, Task.Run(() => PumpAsync(number, items, push, end, describe, stop), CancellationToken.None)));
            }
            catch
            {
                stop.Dispose();
                throw;
            }
        }
    }

    /// <summary>Ends a stream early, and waits for its end; one that has ended already is no error.</summary>
    /// <param name="number">Its number.</param>
    public async ValueTask StopAsync(int number)
    {
        (CancellationTokenSource Stop, Task Running) stream;
        lock (_gate)
        {
            if (!_streams.TryGetValue(number, out stream))
            {
                return;
            }
        }

        await StopAsync(stream.Stop).ConfigureAwait(false);
        await stream.Running.ConfigureAwait(false);
    }

    /// <summary>Ends all streams; no other can be started.</summary>
    public async ValueTask DisposeAsync()
    {
        (CancellationTokenSource Stop, Task Running)[] streams;
        lock (_gate)
        {
            _isDisposed = true;
            streams = [.. _streams.Values];
        }

        foreach ((CancellationTokenSource stop, Task running) in streams)
        {
            await StopAsync(stop).ConfigureAwait(false);
            await running.ConfigureAwait(false);
        }
    }

    private static async Task StopAsync(CancellationTokenSource stop)
    {
        try
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The stream ended by itself at the same moment.
        }
    }

    private async Task PumpAsync<T>(int number, ObjectRefStream<T> items, Func<T, CancellationToken, ValueTask> push, Action<int, string> end, Func<Exception, (int Status, string Detail)>? describe, CancellationTokenSource stop)
    {
        (int status, string detail) = (Ok, string.Empty);
        try
        {
            await foreach (T item in items.WithCancellation(stop.Token).ConfigureAwait(false))
            {
                await push(item, stop.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            (status, detail) = stop.IsCancellationRequested ? (Cancelled, "The stream was stopped.") : describe?.Invoke(exception) ?? (Unknown, "Exception was thrown by handler.");
        }

        lock (_gate)
        {
            _streams.Remove(number);
        }

        stop.Dispose();
        end(status, detail);
    }
}
