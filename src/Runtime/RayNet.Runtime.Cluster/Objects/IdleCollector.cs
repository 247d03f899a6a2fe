namespace RayNet.Runtime.Cluster.Objects;

/// <summary>
/// Gives back what a worker holds of others but uses no more. Only a garbage collection finds that out, and a worker without work makes no
/// garbage: so it collects once when it has had nothing to do for a moment.
/// </summary>
internal sealed class IdleCollector(ClusterRuntime runtime)
{
    /// <summary>Ticks of the runtime's idle timer without a new call.</summary>
    private const int QuietTicks = 5;

    private long _seen;
    private int _quiet;

    /// <summary>The runtime's idle timer has ticked.</summary>
    internal void OnTick()
    {
        long calls = runtime.IncomingCount;
        if (calls != _seen)
        {
            _seen = calls;
            _quiet = 0;
            return;
        }

        // Once for each busy time; a worker that never had a call has nothing of others.
        if (calls > 0 && ++_quiet == QuietTicks && runtime.References.BorrowedCount > 0)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
        }
    }
}
