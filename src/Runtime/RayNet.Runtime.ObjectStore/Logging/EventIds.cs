namespace RayNet.Runtime.ObjectStore.Logging;

/// <summary>All event ids of the object store. Ids are never reused.</summary>
internal static class EventIds
{
    // 8000: object store
    internal const int SpillFailed = 8000;
    internal const int ObjectLost = 8001;
    internal const int FileNotDeleted = 8002;
    internal const int ListenerFailed = 8003;
}
