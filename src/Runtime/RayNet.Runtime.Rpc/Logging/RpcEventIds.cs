namespace RayNet.Runtime.Rpc;

/// <summary>Event ids of RPC: 7000 to 7099. Ids are never reused.</summary>
internal static class RpcEventIds
{
    internal const int HubCallFailed = 7000;
    internal const int HubDisposeFailed = 7001;
    internal const int HubPushFailed = 7002;
    internal const int HubSessionFailed = 7003;
    internal const int HubCallUnknown = 7004;
    internal const int HubTokenCallbackFailed = 7005;
}
