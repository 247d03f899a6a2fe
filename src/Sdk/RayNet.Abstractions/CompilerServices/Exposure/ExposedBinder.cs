using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>Takes the methods of an <see cref="ExposedService"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ExposedBinder
{
    /// <summary>A method with a result.</summary>
    /// <param name="method">Its name and codecs.</param>
    /// <param name="submit">Submits the call.</param>
    /// <typeparam name="TRequest">The arguments.</typeparam>
    /// <typeparam name="TResponse">The result.</typeparam>
    public abstract void AddCall<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, Func<TRequest, ExposedCall, ObjectRef<TResponse>> submit);

    /// <summary>A method without a result.</summary>
    /// <param name="method">Its name and codecs.</param>
    /// <param name="submit">Submits the call.</param>
    /// <typeparam name="TRequest">The arguments.</typeparam>
    public abstract void AddVoidCall<TRequest>(RpcMethod<TRequest, Unit> method, Func<TRequest, ExposedCall, ObjectRef> submit);

    /// <summary>A method that returns a stream.</summary>
    /// <param name="method">Its name and codecs.</param>
    /// <param name="streamOf">Takes the stream's number from the arguments.</param>
    /// <param name="submit">Submits the call.</param>
    /// <typeparam name="TRequest">The arguments.</typeparam>
    /// <typeparam name="TItem">An item.</typeparam>
    public abstract void AddStream<TRequest, TItem>(RpcStream<TRequest, TItem> method, Func<TRequest, int> streamOf, Func<TRequest, ExposedCall, ObjectRefStream<TItem>> submit);
}
