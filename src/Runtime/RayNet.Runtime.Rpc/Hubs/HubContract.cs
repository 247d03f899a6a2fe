using System.Collections.Frozen;

namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>A hub with its receiver, as the generator describes them.</summary>
/// <typeparam name="THub">The hub interface.</typeparam>
/// <typeparam name="TReceiver">The receiver interface.</typeparam>
internal sealed class HubContract<THub, TReceiver>
    where TReceiver : class
{
    /// <summary>The hub's name on the wire.</summary>
    internal required string Name { get; init; }

    internal required HubHandler<THub>[] Handlers
    {
        init => HandlersById = value.ToFrozenDictionary(static handler => handler.Id);
    }

    internal required HubCallback<TReceiver>[] Callbacks
    {
        init => CallbacksById = value.ToFrozenDictionary(static callback => callback.Id);
    }

    /// <summary>Makes a receiver that hands its calls to a sink.</summary>
    internal required Func<HubSink<TReceiver>, TReceiver> CreateReceiver { get; init; }

    internal FrozenDictionary<int, HubHandler<THub>> HandlersById { get; private init; } = FrozenDictionary<int, HubHandler<THub>>.Empty;

    internal FrozenDictionary<int, HubCallback<TReceiver>> CallbacksById { get; private init; } = FrozenDictionary<int, HubCallback<TReceiver>>.Empty;
}
