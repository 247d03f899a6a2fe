namespace RayNet.Runtime.Rpc;

/// <summary>What a client sent is not what the method takes. The reason stays on the server, as with MagicOnion.</summary>
internal sealed class RpcRequestException(string message, Exception innerException) : Exception(message, innerException);
