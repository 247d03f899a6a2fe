using Grpc.Core;

namespace RayNet.Runtime.Rpc;

/// <summary>RayNet's error codes as gRPC statuses, and back to the exceptions that carry them.</summary>
internal static class RpcErrors
{
    /// <summary>The status that a client sees which knows gRPC but not RayNet.</summary>
    internal static StatusCode StatusOf(RayErrorCode code) => code switch
    {
        RayErrorCode.TaskCanceled => StatusCode.Cancelled,
        RayErrorCode.TaskTimedOut or RayErrorCode.GetTimedOut => StatusCode.DeadlineExceeded,
        RayErrorCode.WorkerCrashed or RayErrorCode.Preempted or RayErrorCode.ActorUnavailable or RayErrorCode.Shutdown or RayErrorCode.ClusterUnreachable or RayErrorCode.NotLeader => StatusCode.Unavailable,
        RayErrorCode.NodeRefused or RayErrorCode.NodeGivenUp or RayErrorCode.VersionMismatch or RayErrorCode.Unschedulable => StatusCode.FailedPrecondition,
        RayErrorCode.Unauthorized => StatusCode.Unauthenticated,
        RayErrorCode.ActorDied or RayErrorCode.OwnerDied or RayErrorCode.ObjectReleased or RayErrorCode.NotInitialized or RayErrorCode.ServiceMissing or RayErrorCode.BuildMismatch => StatusCode.FailedPrecondition,
        RayErrorCode.ObjectLost => StatusCode.DataLoss,
        RayErrorCode.PendingCallsLimitExceeded or RayErrorCode.ObjectStoreFull => StatusCode.ResourceExhausted,
        RayErrorCode.ActorNameTaken or RayErrorCode.AlreadyInitialized => StatusCode.AlreadyExists,
        RayErrorCode.ActorNotFound => StatusCode.NotFound,
        RayErrorCode.Serialization or RayErrorCode.InvalidOption or RayErrorCode.InvalidPackage => StatusCode.InvalidArgument,
        _ => StatusCode.Unknown,
    };

    /// <summary>
    /// The exception of a code, so that callers catch the type that they would catch without a wire; the base class for codes without a class of
    /// their own, and for those of newer versions. Of what an exception holds, only its message travels.
    /// </summary>
    internal static Exception Rebuild(RayErrorCode code, string message) => code switch
    {
        RayErrorCode.TaskCanceled => new RemoteTaskCanceledException(message),
        RayErrorCode.TaskTimedOut => new RemoteTaskTimeoutException(message),
        RayErrorCode.WorkerCrashed => new WorkerCrashedException(message),
        RayErrorCode.Unschedulable => new UnschedulableException(default, message),
        RayErrorCode.ActorDied => new ActorDiedException(default, message),
        RayErrorCode.ActorUnavailable => new ActorUnavailableException(default, message),
        RayErrorCode.PendingCallsLimitExceeded => new PendingCallsLimitExceededException(message),
        RayErrorCode.ActorNameTaken => new ActorNameTakenException(message),
        RayErrorCode.ActorNotFound => new ActorNotFoundException(message),
        RayErrorCode.GetTimedOut => new GetTimeoutException(message),
        RayErrorCode.ObjectReleased => new ObjectReleasedException(message),
        RayErrorCode.ObjectStoreFull => new ObjectStoreFullException(message, 0, 0, 0, []),
        RayErrorCode.ObjectLost => new ObjectLostException(default, message),
        RayErrorCode.OwnerDied => new OwnerDiedException(default, message),
        RayErrorCode.Serialization => new RaySerializationException(message),
        RayErrorCode.InvalidOption => new InvalidOptionException(message),
        RayErrorCode.NotInitialized => new RayNotInitializedException(message),
        RayErrorCode.AlreadyInitialized => new RayAlreadyInitializedException(message),
        RayErrorCode.ServiceMissing => new ServiceMissingException(message),
        RayErrorCode.Shutdown => new RayShutdownException(message),
        RayErrorCode.BuildMismatch => new BuildMismatchException(message),
        RayErrorCode.InvalidPackage => new InvalidPackageException(message),
        _ => new RayException(code, message),
    };
}
