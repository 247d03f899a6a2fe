using RayNet.Runtime.Logging;

namespace RayNet.Runtime.Actors;

/// <summary>Disposes the instance of an actor that has ended.</summary>
internal static class ActorDisposal
{
    internal static async ValueTask DisposeAsync(ActorHost host, object? instance)
    {
        try
        {
            switch (instance)
            {
                case IAsyncDisposable asynchronous:
                    await asynchronous.DisposeAsync().ConfigureAwait(false);
                    break;
                case IDisposable synchronous:
                    synchronous.Dispose();
                    break;
            }
        }
        catch (Exception exception)
        {
            host.Cluster.Logger.DisposeFailed(host.ClassName, host.Id, exception);
        }
    }
}
