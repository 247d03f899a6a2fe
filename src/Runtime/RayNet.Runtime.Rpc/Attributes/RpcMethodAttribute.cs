namespace RayNet.Runtime.Rpc;

/// <summary>Gives a method of a service, hub or receiver another name on the wire than its own.</summary>
/// <param name="name">The name; it is verbatim in paths, and hubs make their method numbers from it.</param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
internal sealed class RpcMethodAttribute(string name) : Attribute
{
    internal string Name { get; } = name;
}
