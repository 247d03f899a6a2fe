using System.ComponentModel;
using RayNet.CompilerServices;

namespace RayNet;

/// <summary>
/// A connection to a gateway of RayNet; clients that the generator makes of classes with <see cref="ExposeAttribute"/> are created with it. The package
/// <c>RayNet.Client</c> makes connections: <c>RayNetGateway.Connect(address)</c>. Safe for use by many threads and clients at once.
/// </summary>
public abstract class GatewayConnection : RpcInvoker, IAsyncDisposable
{
    /// <summary>Calls a method; generated clients use it.</summary>
    /// <inheritdoc />
    [EditorBrowsable(EditorBrowsableState.Never)]
    public abstract override ValueTask<TResponse> InvokeAsync<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, TRequest request, CancellationToken cancellationToken);

    /// <summary>Starts a stream when it is enumerated, and reads it as fast as its reader does; generated clients use it.</summary>
    /// <param name="stream">The method.</param>
    /// <param name="request">The arguments.</param>
    /// <param name="cancellationToken">Ends the stream, here and on the server.</param>
    /// <typeparam name="TRequest">The arguments.</typeparam>
    /// <typeparam name="TItem">An item.</typeparam>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public abstract IAsyncEnumerable<TItem> StreamAsync<TRequest, TItem>(RpcStream<TRequest, TItem> stream, TRequest request, CancellationToken cancellationToken);

    /// <summary>Ends the connection and the calls that run on it.</summary>
    public abstract ValueTask DisposeAsync();
}
