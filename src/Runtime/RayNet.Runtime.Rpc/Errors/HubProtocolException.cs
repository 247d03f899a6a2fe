namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>A message that is none of the hub protocol. It ends the connection.</summary>
internal sealed class HubProtocolException(string message, Exception? innerException = null) : Exception(message, innerException);
