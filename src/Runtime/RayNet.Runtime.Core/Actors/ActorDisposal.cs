using RayNet.Runtime.Logging;

namespace RayNet.Runtime.Actors;

/// <summary>Disposes the instance of an actor that has ended: what its class does with that is its last word, and has a limit.</summary>
internal static class ActorDisposal
{
    /// <summary>Completes when the disposal has ended or its time is over; it never fails.</summary>
    /// <returns>Whether it has ended.</returns>
    internal static async Task<bool> DisposeAsync(ActorHost host, object? instance)
    {
        if (instance is not (IAsyncDisposable or IDisposable))
        {
            return true;
        }

        host.Cluster.Disposals.Enter();
        try
        {
            // Not here: a synchronous one would keep the thread for longer than its limit.
            await Task.Run(() => DisposeAsync(instance).AsTask()).WaitAsync(host.ClassHome.TerminationTimeout, host.Cluster.TimeProvider).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            host.Cluster.Logger.DisposalTimedOut(host.ClassName, host.Id, host.ClassHome.TerminationTimeout.TotalSeconds);
            return false;
        }
        catch (Exception exception)
        {
            host.Cluster.Logger.DisposeFailed(host.ClassName, host.Id, exception);
            return true;
        }
        finally
        {
            host.Cluster.Disposals.Leave();
        }
    }

    private static ValueTask DisposeAsync(object instance)
    {
        if (instance is IAsyncDisposable asynchronous)
        {
            return asynchronous.DisposeAsync();
        }

        ((IDisposable)instance).Dispose();
        return ValueTask.CompletedTask;
    }
}
