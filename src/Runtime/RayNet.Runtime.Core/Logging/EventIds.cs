namespace RayNet.Runtime.Logging;

/// <summary>All event ids of the engine. Ids are never reused.</summary>
internal static class EventIds
{
    // 3000: scheduling
    internal const int Infeasible = 3000;
    internal const int ActorInfeasible = 3001;
    internal const int NoNodeWithLabel = 3002;

    // 4000: tasks and objects
    internal const int UnobservedError = 4000;
    internal const int UnobservedHandlerFailed = 4001;

    // 5000: actors
    internal const int DisposeFailed = 5000;
    internal const int CancellationCallbackFailed = 5001;
    internal const int ScopeDisposeFailed = 5002;
    internal const int DisposalTimedOut = 5003;

    // 6000: cluster
    internal const int Stopped = 6001;
    internal const int LeftBehind = 6002;
}
