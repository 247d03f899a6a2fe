namespace RayNet.Roslyn.Rpc;

/// <summary>What an interface is on the wire; it decides what its methods may return.</summary>
internal enum RpcRole
{
    /// <summary>One request, one response.</summary>
    Service,

    /// <summary>Calls over a connection; <see langword="void"/> ones are not answered.</summary>
    Hub,

    /// <summary>What a hub calls; <see langword="void"/> methods are pushes.</summary>
    Receiver,
}
