using RayNet.Runtime.Control;

namespace RayNet.Runtime.Head.Sessions;

/// <summary>
/// What a node is told, in order and outside of the head's lock: a receiver may call the head. Bounded, so that a node that does not read
/// costs its connection and not the head's memory.
/// </summary>
internal sealed class NodeOutbox(INodeReceiver receiver, int limit, Action<Exception> onFailed)
{
    private readonly Lock _gate = new();
    private readonly Queue<Action<INodeReceiver>> _waiting = [];
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isDraining;
    private bool _isClosed;

    internal void Add(Action<INodeReceiver> message)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            if (_waiting.Count < limit)
            {
                _waiting.Enqueue(message);
                StartLocked();
                return;
            }

            _waiting.Clear();
            CloseLocked();
        }

        onFailed(new RayException(RayErrorCode.NodeRefused, $"The node is {limit} messages behind. It gets a complete view when it connects again."));
    }

    /// <summary>Takes no more; ends when the receiver has got what waits.</summary>
    internal Task CloseAsync()
    {
        lock (_gate)
        {
            CloseLocked();
        }

        return _drained.Task;
    }

    private void StartLocked()
    {
        if (!_isDraining)
        {
            _isDraining = true;
            ThreadPool.UnsafeQueueUserWorkItem(static outbox => outbox.Drain(), this, preferLocal: false);
        }
    }

    private void CloseLocked()
    {
        _isClosed = true;
        if (!_isDraining)
        {
            _drained.TrySetResult();
        }
    }

    private void Drain()
    {
        while (TryTake(out Action<INodeReceiver>? message))
        {
            try
            {
                message(receiver);
            }
            catch (Exception exception)
            {
                lock (_gate)
                {
                    _waiting.Clear();
                    _isClosed = true;
                }

                onFailed(exception);
            }
        }
    }

    private bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Action<INodeReceiver>? message)
    {
        lock (_gate)
        {
            if (_waiting.TryDequeue(out message))
            {
                return true;
            }

            _isDraining = false;
            if (_isClosed)
            {
                _drained.TrySetResult();
            }

            return false;
        }
    }
}
