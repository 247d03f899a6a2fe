namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>An argument that is told to many clients and never changes: its message is encoded once for all of them.</summary>
internal interface IBroadcast;
