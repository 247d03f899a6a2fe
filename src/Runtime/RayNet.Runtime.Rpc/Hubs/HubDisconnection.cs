namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>How a client's connection ended.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Error">What failed, if something did.</param>
internal sealed record HubDisconnection(HubDisconnectReason Reason, Exception? Error = null);
