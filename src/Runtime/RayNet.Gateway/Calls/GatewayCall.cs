using RayNet.CompilerServices;

namespace RayNet.Gateways.Calls;

/// <summary>One call of an exposed method.</summary>
internal sealed class GatewayCall(ActorDirectory actors, CancellationToken cancellationToken) : ExposedCall
{
    private (Type Class, string Name)? _actor;

    public override CancellationToken CancellationToken => cancellationToken;

    /// <summary>The client that submits; <see langword="null"/> for that of the process.</summary>
    internal IRayClient? Client { get; set; }

    public override ActorHandle<TActor> Actor<TActor>(string? name, Func<ActorOptions, ActorHandle<TActor>>? create = null)
    {
        ActorHandle<TActor> handle = actors.Find(Client, name, create);
        _actor = (typeof(TActor), name!);
        return handle;
    }

    /// <summary>The actor turned out to be gone: the next call looks for it again.</summary>
    internal void Forget()
    {
        if (_actor is { } actor)
        {
            actors.Forget(actor);
        }
    }
}
