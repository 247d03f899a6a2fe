using System.Collections.Concurrent;

namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>The calls of one connection that wait for answers. After the end of the connection none waits.</summary>
/// <typeparam name="TKey">What answers name calls by.</typeparam>
internal sealed class HubPendings<TKey>
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, HubPending> _calls = new();
    private volatile Func<Exception>? _end;

    internal int Count => _calls.Count;

    /// <summary>Adds a call before it is sent.</summary>
    /// <exception cref="Exception">The connection has ended.</exception>
    internal void Add(TKey key, HubPending call)
    {
        _calls[key] = call;
        if (_end is { } end && _calls.TryRemove(key, out _))
        {
            throw end();
        }
    }

    /// <summary>The call that an answer is for; <see langword="null"/> when nobody waits any more.</summary>
    internal HubPending? Take(TKey key) => _calls.TryRemove(key, out HubPending? call) ? call : null;

    /// <summary>Fails all calls, and those to come.</summary>
    internal void End(Func<Exception> reason)
    {
        _end = reason;
        foreach (TKey key in _calls.Keys)
        {
            Take(key)?.Fail(reason());
        }
    }
}
