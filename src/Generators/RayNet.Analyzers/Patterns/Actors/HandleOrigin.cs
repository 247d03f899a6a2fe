namespace RayNet.Analyzers.Patterns.Actors;

/// <summary>Where an actor has a handle from.</summary>
internal enum HandleOrigin
{
    /// <summary>From elsewhere: any actor of the class.</summary>
    Given,

    /// <summary>The actor made the other one itself, so it is none that called before.</summary>
    Created,

    /// <summary>It is the actor's own.</summary>
    Self,
}
