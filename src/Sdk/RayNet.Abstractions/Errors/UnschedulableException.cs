namespace RayNet;

/// <summary>
/// A task or actor that no node will ever run: it is bound to a node that is gone or too small. An actor's calls fail with
/// <see cref="ActorDiedException"/>, whose <see cref="Exception.InnerException"/> this is.
/// </summary>
public sealed class UnschedulableException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="nodeId">The node that it is bound to.</param>
    /// <param name="message">What failed, where, and what to do.</param>
    /// <param name="innerException">The cause, if any.</param>
    public UnschedulableException(NodeId nodeId, string message, Exception? innerException = null)
        : base(RayErrorCode.Unschedulable, message, innerException) => NodeId = nodeId;

    /// <summary>The node that it is bound to; default where a policy of the user's own failed.</summary>
    public NodeId NodeId { get; }
}
