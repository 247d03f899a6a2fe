namespace RayNet;

/// <summary>An object does not fit into the node's object store, and what fills the store is in use. The message and <see cref="Holders"/> name it.</summary>
public sealed class ObjectStoreFullException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed, where, and what to do.</param>
    /// <param name="requestedBytes">The size of the object that found no room.</param>
    /// <param name="capacityBytes">What the store can hold.</param>
    /// <param name="usedBytes">What was in use.</param>
    /// <param name="holders">The objects that hold most of the memory, the largest first.</param>
    /// <param name="innerException">Why objects could not be moved to disk, if that failed.</param>
    public ObjectStoreFullException(
        string message, long requestedBytes, long capacityBytes, long usedBytes, IReadOnlyList<ObjectStoreHolder> holders, Exception? innerException = null)
        : base(RayErrorCode.ObjectStoreFull, message, innerException)
    {
        RequestedBytes = requestedBytes;
        CapacityBytes = capacityBytes;
        UsedBytes = usedBytes;
        Holders = holders;
    }

    /// <summary>The size of the object that found no room.</summary>
    public long RequestedBytes { get; }

    /// <summary>What the store can hold.</summary>
    public long CapacityBytes { get; }

    /// <summary>What was in use when the request gave up.</summary>
    public long UsedBytes { get; }

    /// <summary>The objects that hold most of the memory, the largest first.</summary>
    public IReadOnlyList<ObjectStoreHolder> Holders { get; }
}
