namespace RayNet.Runtime.Transport;

/// <summary>Why a link was not made, or broke.</summary>
internal enum LinkError
{
    /// <summary>The other side ended in good order.</summary>
    Closed = 0,

    /// <summary>The connection broke.</summary>
    Broken = 1,

    /// <summary>The other side sent what is no frame.</summary>
    Protocol = 2,

    /// <summary>A frame is larger than the limit.</summary>
    FrameTooLarge = 3,

    /// <summary>The versions do not fit.</summary>
    Version = 4,

    /// <summary>The token is wrong.</summary>
    Unauthorized = 5,

    /// <summary>The builds differ.</summary>
    Build = 6,

    /// <summary>The other side did not answer in time.</summary>
    TimedOut = 7,

    /// <summary>The other side does not take the link.</summary>
    Refused = 8,
}
