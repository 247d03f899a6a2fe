using Grpc.Core;

namespace RayNet.Runtime.Cluster.Connections;

/// <summary>Asks one head after the other, as long as those that were asked have certainly done nothing. Errors name the address that was asked.</summary>
internal sealed class HeadAttempts(HeadSelector heads, bool isTls, ConnectionOptions options)
{
    private readonly long _since = options.Time.GetTimestamp();
    private int _count;

    /// <summary>Asks, and returns the answer.</summary>
    internal async ValueTask<T> RunAsync<T>(Func<CancellationToken, ValueTask<T>> ask, CancellationToken cancellationToken)
    {
        while (true)
        {
            ClusterAddress asked = heads.Current;
            Exception failure;
            try
            {
                return await ask(cancellationToken).ConfigureAwait(false);
            }
            catch (RpcException exception)
            {
                failure = ConnectErrors.Translate(exception, asked, isTls);
                if (ReferenceEquals(failure, exception))
                {
                    throw;
                }
            }
            catch (RayException exception) when (exception.Code == RayErrorCode.NotLeader)
            {
                failure = exception;
            }

            if (!heads.Leave(asked, failure) || !await MayRepeatAsync(cancellationToken).ConfigureAwait(false))
            {
                // Whoever waits for a head waits for a leader.
                throw failure is RayException { Code: RayErrorCode.NotLeader } ? new RayException(RayErrorCode.ClusterUnreachable, $"{asked.HostAndPort}: {failure.Message}", failure) : failure;
            }
        }
    }

    private async ValueTask<bool> MayRepeatAsync(CancellationToken cancellationToken)
    {
        int all = heads.Count;
        if (all == 1 || options.Time.GetElapsedTime(_since) > options.TakeoverTimeout)
        {
            return false;
        }

        if (++_count % all == 0)
        {
            await Task.Delay(options.TakeoverPause, options.Time, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }
}
