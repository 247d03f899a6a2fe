using System.Threading.Channels;
using RayNet.CompilerServices;

namespace RayNet;

/// <summary>
/// The items of a remote <see cref="IAsyncEnumerable{T}"/>, each readable as soon as the producer has made it. It has one reader and
/// is read once. An exception of the producer is thrown after the items before it.
/// </summary>
/// <typeparam name="T">The type of an item.</typeparam>
public sealed class ObjectRefStream<T> : IAsyncEnumerable<T>, IDisposable
{
    private readonly StreamCall<T> _call;
    private int _enumerated;

    internal ObjectRefStream(StreamCall<T> call)
    {
        _call = call;
        Completion = new ObjectRef(call);
        call.AddContinuation(new Closer(call));
    }

    /// <summary>Completes when the producer has ended; throws its exception. With a bounded buffer that needs a reader.</summary>
    public ObjectRef Completion { get; }

    internal StreamCall<T> Call => _call;

    /// <summary>Takes an item if one is ready.</summary>
    /// <param name="item">The item.</param>
    /// <returns><see langword="false"/> when nothing is ready now, or the stream has ended.</returns>
    public bool TryRead([System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T item) => _call.Items.TryRead(out item);

    /// <summary>Reads the items in order. Whoever leaves before the end, by <c>break</c> or by the token, cancels the producer: nobody else can read on.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidOperationException">The stream was enumerated before.</exception>
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _enumerated, 1) != 0)
        {
            throw new InvalidOperationException("A remote stream is read once. Collect its items in a list to go over them again.");
        }

        return ReadAsync(cancellationToken);
    }

    /// <summary>Reads the items as references, ready to be passed on. Leaving before the end cancels the producer.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<ObjectRef<T>> AsRefs([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (T item in this.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return Ray.Put(item);
        }
    }

    /// <summary>Cancels the producer and gives up unread items.</summary>
    public void Dispose()
    {
        EndProducer();
        Completion.Dispose();
    }

    private async IAsyncEnumerator<T> ReadAsync(CancellationToken cancellationToken)
    {
        ChannelReader<T> items = _call.Items;
        try
        {
            while (true)
            {
                while (items.TryRead(out T? item))
                {
                    yield return item;
                }

                if (!await WaitAsync(items, cancellationToken).ConfigureAwait(false))
                {
                    _call.Failure?.Throw();
                    yield break;
                }
            }
        }
        finally
        {
            EndProducer();
        }
    }

    private void EndProducer()
    {
        if (!_call.IsCompleted)
        {
            _call.Home?.Cancel(_call, force: false, recursive: true);
        }

        while (_call.Items.TryRead(out _))
        {
        }
    }

    private async ValueTask<bool> WaitAsync(ChannelReader<T> items, CancellationToken cancellationToken)
    {
        using FrameWait wait = FrameWait.Enter(cancellationToken);
        try
        {
            return await items.WaitToReadAsync(wait.Token).ConfigureAwait(false);
        }
        catch (Exception) when (_call.Failure is not null)
        {
            return false;
        }
    }

    private sealed class Closer(StreamCall<T> call) : CellContinuation
    {
        internal override void OnCompleted(ObjectCell cell) => call.CloseItems();
    }
}
