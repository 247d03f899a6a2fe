namespace RayNet.Runtime.Cluster.Node;

/// <summary>What a node tells a process without being asked.</summary>
internal enum NodeNotice : byte
{
    /// <summary>Somebody waits for what the lease in the payload holds.</summary>
    ReclaimLease = 1,

    /// <summary>An actor that the process asked for has changed.</summary>
    ActorChanged = 2,

    /// <summary>Somebody waits for a stream of the process, with the ticket in the payload.</summary>
    OpenStream = 3,

    /// <summary>Somebody waits for memory of the store: views that nobody uses are to be given back.</summary>
    StoreFull = 4,

    /// <summary>The worker is to build the detached actor in the payload.</summary>
    PlaceActor = 5,

    /// <summary>The node in the payload was given up: nothing that was asked of its processes will be answered.</summary>
    NodeLost = 6,
}
