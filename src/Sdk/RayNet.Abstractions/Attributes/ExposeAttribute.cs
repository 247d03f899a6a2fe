namespace RayNet;

/// <summary>
/// Serves the public remote methods of a class, or of an actor class, to programs outside of the cluster: at every gateway of an application that holds the class
/// (<c>AddRayNetGateway</c>), in MagicOnion's wire format. The generator makes a client <c>XClient</c> of a class <c>X</c>.
/// </summary>
/// <remarks>
/// <para>Each method is a unary call of the service <c>IXService</c>. Streams, and for actors also calls, are served by the hub <c>IXHub</c>.</para>
/// <para>The first argument of every call of an actor class is the name of the actor.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class ExposeAttribute : Attribute
{
    /// <summary>What stands for the name of the class in the names of the service and the hub, so that the class can be renamed.</summary>
    /// <value>Default: the name of the class.</value>
    public string? Name { get; set; }

    /// <summary>
    /// For actor classes: whether a call that names an actor which does not exist creates it, by the constructor that needs no arguments. Whoever may call the gateway
    /// can then create actors.
    /// </summary>
    /// <value>Default: <see langword="false"/>, so the call fails with NOT_FOUND.</value>
    public bool CreateIfMissing { get; set; }
}
