namespace RayNet.Runtime.Cluster.Hosting;

/// <summary>The states of a node's connection to the head.</summary>
internal enum NodeConnectionState
{
    /// <summary>Registered.</summary>
    Connected = 0,

    /// <summary>Broken; tries to come back. Running work goes on.</summary>
    Reconnecting = 1,

    /// <summary>Ended for good.</summary>
    Ended = 2,
}
