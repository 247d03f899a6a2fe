using RayNet.CompilerServices;

namespace RayNet.Runtime.Cluster.Links;

/// <summary>Through what a call was sent: a lease, or an actor. It gets the place back when the call has been answered.</summary>
internal abstract class CallRoute
{
    /// <summary>The link's batch has ended and this route is in it already.</summary>
    internal bool IsTouched { get; set; }

    /// <summary>A call was answered, before its cell completes. On the thread that reads the link: no waiting, no user code.</summary>
    internal abstract void OnAnswered();

    /// <summary>All answers of a batch are in: more calls may be sent.</summary>
    internal abstract void OnBatchEnd();

    /// <summary>An attempt failed with an exception of user code or of the worker: repeat the call, or fail it.</summary>
    internal abstract void OnError(ObjectCell call, Exception exception);

    /// <summary>The process at the other end is gone, and with it the attempt.</summary>
    internal abstract void OnLost(ObjectCell call, Exception reason);
}
