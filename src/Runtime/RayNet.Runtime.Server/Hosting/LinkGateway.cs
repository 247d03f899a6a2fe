namespace RayNet.Runtime.Server.Hosting;

/// <summary>What gRPC for ASP.NET Core takes for a service: the type that the method of links is registered for.</summary>
internal sealed class LinkGateway;
