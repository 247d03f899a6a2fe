namespace RayNet.Runtime.Rpc;

/// <summary>
/// Marks an interface whose methods are called over the wire, one request and one response each. They return <see cref="Task"/> or <see cref="ValueTask"/>,
/// with or without a value, and take up to 15 parameters; a <see cref="CancellationToken"/> is not sent, it cancels the call. The generator makes
/// <c>XClient</c>, <c>XMethods</c> and <c>XBinder</c> of an interface <c>IX</c>.
/// </summary>
/// <param name="name">The service's name on the wire; by default the short name of the interface.</param>
[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
internal sealed class RpcServiceAttribute(string? name = null) : Attribute
{
    internal string? Name { get; } = name;
}
