using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace RayNet.Runtime.Cluster.Objects;

/// <summary>
/// The views of stored blocks that somebody in this process still has, or the collector has not found yet. Whoever reads a block again shares its view: the
/// node need not be asked for what is pinned and mapped already, and nothing more is held.
/// </summary>
internal sealed class OpenViews
{
    private readonly ConcurrentDictionary<ObjectId, WeakReference<object>> _managers = new();

    internal void Add(ObjectId id, object manager) => _managers[id] = new WeakReference<object>(manager);

    internal bool TryFind(ObjectId id, [NotNullWhen(true)] out object? manager)
    {
        manager = null;
        return _managers.TryGetValue(id, out WeakReference<object>? view) && view.TryGetTarget(out manager);
    }

    /// <summary>A view has given its pin back. Another one of the same block may be open.</summary>
    internal void OnReleased(ObjectId id)
    {
        if (_managers.TryGetValue(id, out WeakReference<object>? view) && !view.TryGetTarget(out _))
        {
            _managers.TryRemove(KeyValuePair.Create(id, view));
        }
    }
}
