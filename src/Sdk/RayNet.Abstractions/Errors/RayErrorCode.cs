namespace RayNet;

/// <summary>What failed, as a value that programs can switch on. The same in exceptions, logs and on the wire; numbers are never reused.</summary>
public enum RayErrorCode
{
    /// <summary>Not classified.</summary>
    Unknown = 0,

    /// <summary>User code of a task or actor call threw.</summary>
    TaskFailed = 1,

    /// <summary>The task or call was cancelled.</summary>
    TaskCanceled = 2,

    /// <summary>An attempt ran longer than its timeout.</summary>
    TaskTimedOut = 3,

    /// <summary>The worker was lost under the task.</summary>
    WorkerCrashed = 4,

    /// <summary>It is bound to a node that is gone or can never run it.</summary>
    Unschedulable = 5,

    /// <summary>The worker was stopped because its node ran short of memory.</summary>
    OutOfMemory = 6,

    /// <summary>The worker was stopped because a job of a higher priority needed its resources.</summary>
    Preempted = 7,

    /// <summary>The actor is dead and will not come back.</summary>
    ActorDied = 10,

    /// <summary>The actor cannot be reached now and may come back.</summary>
    ActorUnavailable = 11,

    /// <summary>The actor has as many pending calls as it accepts.</summary>
    PendingCallsLimitExceeded = 12,

    /// <summary>The actor's name is in use.</summary>
    ActorNameTaken = 13,

    /// <summary>There is no actor of this name.</summary>
    ActorNotFound = 14,

    /// <summary>The object is not available in time.</summary>
    GetTimedOut = 20,

    /// <summary>The object's value was released.</summary>
    ObjectReleased = 21,

    /// <summary>The object store of a node is full.</summary>
    ObjectStoreFull = 22,

    /// <summary>No copy of the object is left.</summary>
    ObjectLost = 23,

    /// <summary>The process that owned the object has ended.</summary>
    OwnerDied = 24,

    /// <summary>A value cannot be serialized or copied.</summary>
    Serialization = 30,

    /// <summary>An option has a value that is not allowed.</summary>
    InvalidOption = 40,

    /// <summary>RayNet is not initialized, or shut down.</summary>
    NotInitialized = 41,

    /// <summary>RayNet is initialized already.</summary>
    AlreadyInitialized = 42,

    /// <summary>A service that the task asks for is not registered.</summary>
    ServiceMissing = 43,

    /// <summary>The cluster shut down before the task ended.</summary>
    Shutdown = 50,

    /// <summary>Two processes run different builds of the application.</summary>
    BuildMismatch = 60,

    /// <summary>Uploaded files are refused: a path, a size or a hash is wrong, or a limit is exceeded.</summary>
    InvalidPackage = 61,

    /// <summary>The head does not accept a node, or what a process of it asks: it has left, was declared dead, or belongs to another cluster.</summary>
    NodeRefused = 70,

    /// <summary>No cluster answers at the address.</summary>
    ClusterUnreachable = 71,

    /// <summary>The cluster's token is missing or wrong, or its certificate is not trusted.</summary>
    Unauthorized = 72,

    /// <summary>Two parts of a cluster speak versions that do not fit.</summary>
    VersionMismatch = 73,

    /// <summary>The head cannot read or write its store: it is damaged, in use, of a newer version, or the disk is full.</summary>
    HeadStoreFailed = 74,

    /// <summary>The head that was asked stands by while another one leads. It has done nothing; RayNet asks the others by itself.</summary>
    NotLeader = 75,

    /// <summary>The head gave a node up that lives: it was silent for too long. It may join again under a new id, which RayNet does by itself.</summary>
    NodeGivenUp = 76,
}
