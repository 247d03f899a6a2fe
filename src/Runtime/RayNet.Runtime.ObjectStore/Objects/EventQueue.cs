using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using RayNet.Runtime.ObjectStore.Logging;

namespace RayNet.Runtime.ObjectStore.Objects;

/// <summary>Tells a listener what happened in the order in which it happened, but not under the store's lock: the listener may call the store.</summary>
internal sealed class EventQueue(Action<StoreEvent>? listener, ILogger logger)
{
    private readonly ConcurrentQueue<StoreEvent> _events = new();
    private int _isDraining;

    /// <summary>Notes an event; called under the store's lock.</summary>
    internal void Add(StoreEventKind kind, StoreEntry entry)
    {
        if (listener is not null)
        {
            _events.Enqueue(new StoreEvent(kind, entry.Id, entry.Size, entry.IsPrimary));
        }
    }

    /// <summary>Hands over what was noted; called without the lock.</summary>
    internal void Drain()
    {
        while (!_events.IsEmpty && Interlocked.Exchange(ref _isDraining, 1) == 0)
        {
            while (_events.TryDequeue(out StoreEvent happened))
            {
                try
                {
                    listener!(happened);
                }
                catch (Exception exception)
                {
                    logger.ListenerFailed(happened.Kind, happened.Id, exception);
                }
            }

            Volatile.Write(ref _isDraining, 0);
            Interlocked.MemoryBarrier();
        }
    }
}
