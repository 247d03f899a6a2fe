namespace RayNet.Runtime.ObjectStore.Logging;

/// <summary>All event ids of the object store. Ids are never reused.</summary>
internal static class EventIds
{
    // 9000: object store
    internal const int SpillFailed = 9000;
    internal const int ObjectLost = 9001;
    internal const int FileNotDeleted = 9002;
    internal const int ListenerFailed = 9003;
}
