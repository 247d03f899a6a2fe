namespace RayNet.Runtime.Server.Rpc;

/// <summary>What gRPC for ASP.NET Core takes for a service: the type that methods are registered for. Calls go to the dispatcher's handlers.</summary>
internal sealed class RpcGateway;
