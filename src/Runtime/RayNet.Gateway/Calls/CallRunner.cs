using Grpc.Core;
using Microsoft.Extensions.Logging;
using RayNet.CompilerServices;
using RayNet.Gateways.Hosting;
using RayNet.Runtime.Rpc;

namespace RayNet.Gateways.Calls;

/// <summary>Submits calls with the gateway's client, bounds their time, and says in gRPC's words what failed.</summary>
internal sealed class CallRunner(GatewayOptions options, ActorDirectory actors, Func<IRayClient?> client, TimeProvider time, ILogger logger)
{
    private const string Unhandled = "Exception was thrown by handler.";

    /// <summary>Runs a call to its end.</summary>
    /// <exception cref="RpcException">Whatever failed.</exception>
    internal async Task<TResponse> RunAsync<TRequest, TResponse>(string name, TRequest request, Func<TRequest, ExposedCall, Task<TResponse>> submit, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.CallTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var call = new GatewayCall(actors, both.Token);
        try
        {
            Task<TResponse> running = Submit(call, () => submit(request, call));
            return await running.WaitAsync(both.Token).ConfigureAwait(false);
        }
        catch (Exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.DeadlineExceeded, $"{name} took longer than the {options.CallTimeout.TotalSeconds:0.###} s that this gateway gives a call."));
        }
        catch (Exception exception)
        {
            throw Failure(name, call, exception, cancellationToken);
        }
    }

    /// <summary>Starts something on the cluster in the name of a call.</summary>
    internal T Submit<T>(GatewayCall call, Func<T> submit)
    {
        IRayClient? own = client();
        call.Client = own;
        using IDisposable? scope = own?.Use();
        return submit();
    }

    internal GatewayCall CreateCall(CancellationToken cancellationToken) => new(actors, cancellationToken);

    /// <summary>What the caller of a failed call is told.</summary>
    internal RpcException Failure(string name, GatewayCall call, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is ActorDiedException or ActorNotFoundException)
        {
            call.Forget();
        }

        if (exception is OperationCanceledException && cancellationToken.IsCancellationRequested)
        {
            return new RpcException(new Status(StatusCode.Cancelled, "The call was cancelled."));
        }

        if (exception is RpcException status)
        {
            return status;
        }

        if (options.MapError?.Invoke(exception) is { } mapped)
        {
            return new RpcException(mapped);
        }

        // An exception of user code that cannot be rebuilt here is one of user code all the same.
        if (exception is IRayError { Code: not RayErrorCode.TaskFailed } && RpcFault.TryFrom(exception) is { } fault)
        {
            return fault.ToServerException();
        }

        logger.CallFailed(name, exception);
        return new RpcFault(StatusCode.Unknown, options.DetailedErrors ? Describe(exception) : Unhandled).ToServerException();
    }

    private static string Describe(Exception exception) => exception is RemoteTaskException context
        ? $"{context.RemoteTypeName}: {context.RemoteMessage}"
        : $"{exception.GetType()}: {exception.Message}";
}
