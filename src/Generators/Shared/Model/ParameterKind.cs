namespace RayNet.Roslyn.Model;

/// <summary>Where the argument of a parameter comes from.</summary>
internal enum ParameterKind
{
    /// <summary>The caller gives a value or a reference.</summary>
    Value,

    /// <summary>The caller gives a reference or handle that is passed on as it is.</summary>
    Reference,

    /// <summary>The worker gives the token of the attempt; the caller's cancels the call.</summary>
    CancellationToken,

    /// <summary>The worker gives the RayContext.</summary>
    Context,

    /// <summary>The worker takes a service from its provider.</summary>
    Service,

    /// <summary>Nothing is passed: the user's own default applies.</summary>
    Omitted,
}
