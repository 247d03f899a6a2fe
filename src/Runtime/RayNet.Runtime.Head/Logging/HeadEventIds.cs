namespace RayNet.Runtime.Head.Logging;

/// <summary>All event ids of the head. Ids are never reused.</summary>
internal static class HeadEventIds
{
    // 6100: the head
    internal const int NodeJoined = 6100;
    internal const int NodeLost = 6101;
    internal const int NodeDead = 6102;
    internal const int NodeRefused = 6103;
    internal const int JobStarted = 6104;
    internal const int JobEnded = 6105;
    internal const int ActorPlaced = 6106;
    internal const int SessionFailed = 6107;
    internal const int ActorInfeasible = 6108;
    internal const int StoreFailed = 6109;
    internal const int NodeDraining = 6110;

    // 6130: several heads
    internal const int StorageAway = 6130;
    internal const int RedisForgets = 6131;
    internal const int RaftState = 6132;
}
