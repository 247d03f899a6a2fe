using System.Diagnostics.CodeAnalysis;
using RayNet.Runtime.Rpc.Hubs;

namespace RayNet.Runtime.Rpc;

/// <summary>
/// What a process serves: methods by path or by number, and hubs, for any transport. Generated binders add to it: <c>dispatcher.Add(implementation)</c>
/// for a service, <c>dispatcher.AddX(caller => …)</c> for a hub.
/// </summary>
internal sealed class RpcDispatcher
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Service, string Method), RpcHandler> _byName = [];
    private readonly Dictionary<int, RpcHandler> _byId = [];
    private readonly Dictionary<string, HubEndpoint> _hubs = new(StringComparer.Ordinal);

    /// <summary>All methods.</summary>
    internal IReadOnlyList<RpcHandler> Handlers
    {
        get
        {
            lock (_gate)
            {
                return [.. _byName.Values];
            }
        }
    }

    /// <summary>All hubs.</summary>
    internal IReadOnlyList<HubEndpoint> Hubs
    {
        get
        {
            lock (_gate)
            {
                return [.. _hubs.Values];
            }
        }
    }

    /// <summary>Adds a method.</summary>
    /// <exception cref="InvalidOperationException">The path or its number is taken.</exception>
    internal RpcDispatcher AddHandler(RpcHandler handler)
    {
        lock (_gate)
        {
            if (_byId.TryGetValue(handler.Method.Id, out RpcHandler? other))
            {
                throw new InvalidOperationException(other.Method.FullName == handler.Method.FullName
                    ? $"{handler.Method} is served already. Two interfaces of one name need [RpcService(\"another name\")]."
                    : $"{handler.Method} and {other.Method} have the same number {handler.Method.Id}. Rename one by [RpcMethod(\"another name\")].");
            }

            _byId.Add(handler.Method.Id, handler);
            _byName.Add((handler.Method.Service, handler.Method.Name), handler);
            return this;
        }
    }

    /// <summary>Adds a hub.</summary>
    /// <exception cref="InvalidOperationException">The name is taken.</exception>
    internal RpcDispatcher AddHub(HubEndpoint hub)
    {
        lock (_gate)
        {
            return _hubs.TryAdd(hub.Name, hub)
                ? this
                : throw new InvalidOperationException($"The hub '{hub.Name}' is served already. Two interfaces of one name need [RpcHub(…, Name = \"another name\")].");
        }
    }

    internal bool TryFind(string service, string method, [NotNullWhen(true)] out RpcHandler? handler)
    {
        lock (_gate)
        {
            return _byName.TryGetValue((service, method), out handler);
        }
    }

    internal bool TryFind(int id, [NotNullWhen(true)] out RpcHandler? handler)
    {
        lock (_gate)
        {
            return _byId.TryGetValue(id, out handler);
        }
    }

    internal bool TryFindHub(string name, [NotNullWhen(true)] out HubEndpoint? hub)
    {
        lock (_gate)
        {
            return _hubs.TryGetValue(name, out hub);
        }
    }
}
