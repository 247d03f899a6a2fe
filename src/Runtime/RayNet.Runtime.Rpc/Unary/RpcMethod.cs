namespace RayNet.Runtime.Rpc;

/// <summary>A method of a service: its name on the wire.</summary>
/// <param name="service">The service's name.</param>
/// <param name="name">The method's name.</param>
internal abstract class RpcMethod(string service, string name)
{
    internal string Service { get; } = service;

    internal string Name { get; } = name;

    /// <summary>The path: /Service/Method.</summary>
    internal string FullName { get; } = $"/{service}/{name}";

    /// <summary>The number that transports without paths use: a hash of Service/Method.</summary>
    internal int Id { get; } = MethodHash.Of($"{service}/{name}");

    public sealed override string ToString() => FullName;
}
