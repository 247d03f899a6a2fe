namespace RayNet.Runtime.Rpc;

/// <summary>
/// Marks an interface whose methods are called over a connection that stays, one after another, while the server calls the client's receiver.
/// A <see langword="void"/> method is sent without waiting for anything. The generator makes <c>XClient</c> and <c>XBinder</c> of an interface <c>IX</c>.
/// </summary>
/// <param name="receiver">
/// The interface that the client implements. Its <see langword="void"/> methods are pushes; those that return a task are questions that the client answers.
/// </param>
[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
internal sealed class RpcHubAttribute(Type receiver) : Attribute
{
    internal Type Receiver { get; } = receiver;

    /// <summary>The hub's name on the wire; by default the short name of the interface.</summary>
    public string? Name { get; set; }
}
