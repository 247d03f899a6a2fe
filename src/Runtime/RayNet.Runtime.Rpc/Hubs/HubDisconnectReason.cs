namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>Why a client's connection ended.</summary>
internal enum HubDisconnectReason
{
    /// <summary>The client left.</summary>
    Left,

    /// <summary>The server ended it.</summary>
    Ended,

    /// <summary>The server was silent for too long.</summary>
    TimedOut,

    /// <summary>The transport or the server failed.</summary>
    Failed,
}
