using System.Net.Sockets;

namespace RayNet.Runtime.Transport;

/// <summary>Accepts connections until the listener closes.</summary>
internal static class AcceptLoop
{
    /// <summary>How long to wait when connections cannot be accepted, as when no file descriptor is left.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <param name="listener">The listening socket.</param>
    /// <param name="accepted">Gets each connection. Must not block or throw.</param>
    /// <param name="failed">Hears why one could not be accepted; the next one may be.</param>
    /// <param name="time">The clock of the pause after a failure.</param>
    /// <param name="closing">Ends the loop, as disposing the listener does.</param>
    internal static async Task RunAsync(Socket listener, Action<Socket> accepted, Action<SocketException>? failed, TimeProvider time, CancellationToken closing)
    {
        while (!closing.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await listener.AcceptAsync(closing).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException exception)
            {
                if (!closing.IsCancellationRequested)
                {
                    failed?.Invoke(exception);
                    await Task.Delay(Pause, time, closing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }

                continue;
            }

            accepted(socket);
        }
    }
}
