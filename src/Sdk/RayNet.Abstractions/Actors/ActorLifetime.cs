namespace RayNet;

/// <summary>When an actor ends.</summary>
public enum ActorLifetime
{
    /// <summary>With its creator, or when the last handle is gone.</summary>
    OwnerScoped = 0,

    /// <summary>Only by <see cref="Ray.Kill"/> or with the cluster. Needs a name, or nothing could reach it.</summary>
    Detached = 1,
}
