namespace RayNet.Runtime.Cluster.Calls;

/// <summary>Flags of frames that carry calls.</summary>
[Flags]
internal enum CallFlags : byte
{
    None = 0,

    /// <summary>Arguments may be references.</summary>
    References = 1,

    /// <summary>Options of the call come before the arguments.</summary>
    Options = 2,

    /// <summary>The actor is there already: it only gets a number on the link.</summary>
    Attach = 4,
}
