using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>
/// A method of a hub that starts a stream: the first of its arguments is a number that the caller chose, by which the server calls back,
/// <c>OnX(stream, item)</c> for each item and <c>OnStreamEnded(stream, status, detail)</c> once.
/// </summary>
/// <typeparam name="TRequest">The arguments, the number included.</typeparam>
/// <typeparam name="TItem">An item.</typeparam>
/// <param name="hub">The hub's name on the wire.</param>
/// <param name="name">The method's name on the wire.</param>
/// <param name="request">The codec of the arguments.</param>
/// <param name="item">The codec of an item.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RpcStream<TRequest, TItem>(string hub, string name, RpcCodec<TRequest> request, RpcCodec<TItem> item)
{
    internal string Hub { get; } = hub;

    internal string Name { get; } = name;

    /// <summary>The number of the method.</summary>
    internal int Id { get; } = MethodHash.Of(name);

    /// <summary>The name and number of the receiver's method for an item.</summary>
    internal string ItemName { get; } = RpcStreams.ItemPrefix + name;

    internal int ItemId { get; } = MethodHash.Of(RpcStreams.ItemPrefix + name);

    internal RpcCodec<TRequest> Request { get; } = request;

    internal RpcCodec<TItem> Item { get; } = item;
}
