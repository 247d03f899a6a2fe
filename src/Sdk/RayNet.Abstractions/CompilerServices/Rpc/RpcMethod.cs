using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>A method of a service: its name on the wire.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RpcMethod
{
    private protected RpcMethod(string service, string name)
    {
        Service = service;
        Name = name;
        FullName = $"/{service}/{name}";
        Id = MethodHash.Of($"{service}/{name}");
    }

    /// <summary>The service's name.</summary>
    public string Service { get; }

    /// <summary>The method's name.</summary>
    public string Name { get; }

    /// <summary>The path: /Service/Method.</summary>
    public string FullName { get; }

    /// <summary>The number that transports without paths use: a hash of Service/Method.</summary>
    internal int Id { get; }

    /// <inheritdoc />
    public sealed override string ToString() => FullName;
}
